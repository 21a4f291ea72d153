/**
 * How a program of the Prometheus project proves who it is: `authorization`, `basic_auth` and `tls_config`, in one form for all of them.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config
 */
import type { Authorization, Tls } from '../../schemas/model/authorization.ts'

export function authorization(auth: Authorization | undefined): object {
  if (!auth) return {}
  if ('passwordFile' in auth) return { basic_auth: { username: auth.username, password_file: auth.passwordFile } }
  return { authorization: { type: auth.type ?? 'Bearer', credentials_file: auth.credentialsFile } }
}

export function tls(config: Tls | undefined): object {
  if (!config) return {}
  const { caFile, certFile, keyFile, serverName } = config
  return {
    tls_config: {
      ...(caFile && { ca_file: caFile }),
      ...(certFile && { cert_file: certFile }),
      ...(keyFile && { key_file: keyFile }),
      ...(serverName && { server_name: serverName }),
    },
  }
}

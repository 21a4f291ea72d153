/** Who is asking, and over which TLS: always by the paths of files. */
import { z } from 'zod'

/** A path inside the container or on the host, never a value: secrets are files. */
const secretFile = z
  .string()
  .regex(/^\/?[\w.-]+(\/[\w.-]+)*$/, 'a secret is given by the path of its file')
  .refine((path) => !path.split('/').includes('..'), 'a secret file is named without ..')

export const authorizationSchema = z.union([
  z.strictObject({ type: z.string().default('Bearer'), credentialsFile: secretFile }),
  z.strictObject({ username: z.string().min(1), passwordFile: secretFile }),
])
export type Authorization = z.input<typeof authorizationSchema>

export const tlsSchema = z.strictObject({
  caFile: secretFile.optional(),
  certFile: secretFile.optional(),
  keyFile: secretFile.optional(),
  serverName: z.string().optional(),
})
export type Tls = z.input<typeof tlsSchema>

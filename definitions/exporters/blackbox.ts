/** blackbox_exporter (:9115): whether something answers. https://github.com/prometheus/blackbox_exporter */
import {
  container,
  gauge,
  grpc,
  http,
  httpHealth,
  icmp,
  info,
  mebibytes,
  module,
  oneOf,
  open,
  type Probe,
  type TargetDefinition,
  target,
  tcp,
} from 'plimsoll'
import { images } from '../images.ts'
import { goRuntime } from './go.ts'
import { fromZero, nobody, noUnit } from './shared.ts'

/** Every probe, whatever its module. */
export const probe = {
  success: gauge('probe_success', { help: 'Whether the probe succeeded: 1, or 0.', unit: 'boolean' }),
  duration: gauge('probe_duration_seconds', {
    help: 'How long the whole probe took, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  timeout: gauge('probe_timeout_seconds', {
    help: 'How long the probe may take, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  dnsLookupTime: gauge('probe_dns_lookup_time_seconds', {
    help: 'How long it took to resolve the name, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  ipProtocol: gauge('probe_ip_protocol', {
    help: 'The protocol that was used: 4 or 6; 0 where the name did not resolve.',
    unit: 'none',
  }),
  ipAddrHash: gauge('probe_ip_addr_hash', { help: 'Hash of the address; a change is a move.', unit: 'none' }),
} as const

/** TLS, in probes of HTTP, TCP and gRPC alike. */
const tls = {
  sslEarliestCertExpiry: gauge('probe_ssl_earliest_cert_expiry', {
    help: 'When the first certificate that the server sent ends, as a Unix time; absent without TLS.',
    unit: 'timestamp',
    allow: noUnit,
  }),
  sslLastChainExpiry: gauge('probe_ssl_last_chain_expiry_timestamp_seconds', {
    help: 'When the last verified chain ends, as a Unix time; absent where none could be verified.',
    unit: 'timestamp',
  }),
  sslLastChainInfo: info('probe_ssl_last_chain_info', {
    help: "The server's certificate.",
    labels: {
      fingerprint_sha256: open({ atMost: 1 }),
      subject: open({ atMost: 1, like: ['CN=example.org'] }),
      issuer: open({ atMost: 1, like: ["CN=R12,O=Let's Encrypt,C=US"] }),
      subjectalternative: open({ atMost: 1, like: ['example.org'] }),
      serialnumber: open({ atMost: 1 }),
    },
  }),
  tlsVersionInfo: info('probe_tls_version_info', {
    help: 'The version of TLS.',
    labels: { version: open({ atMost: 1, like: ['TLS 1.3'] }) },
  }),
  tlsCipherInfo: info('probe_tls_cipher_info', {
    help: 'The cipher of TLS.',
    labels: { cipher: open({ atMost: 1, like: ['TLS_AES_128_GCM_SHA256'] }) },
  }),
} as const

/** Modules with the prober `http`. */
export const probeHttp = {
  ...probe,
  ...tls,
  httpStatusCode: gauge('probe_http_status_code', {
    help: 'The status of the last answer; 0 where there was none.',
    unit: 'none',
    range: [0, 599],
  }),
  httpDuration: gauge('probe_http_duration_seconds', {
    help: 'How long a phase took, in seconds, added up over redirects.',
    unit: 'seconds',
    range: fromZero,
    labels: { phase: oneOf('resolve', 'connect', 'tls', 'processing', 'transfer') },
  }),
  httpContentLength: gauge('probe_http_content_length', {
    help: 'The length that the answer announced, in bytes; -1 where it did not.',
    unit: 'bytes',
    range: [-1, 'none'],
    allow: noUnit,
  }),
  httpUncompressedBodyLength: gauge('probe_http_uncompressed_body_length', {
    help: 'Length of the body after decompression, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
  }),
  httpRedirects: gauge('probe_http_redirects', { help: 'Redirects that were followed.', range: fromZero }),
  httpSsl: gauge('probe_http_ssl', { help: 'Whether the last answer came over TLS: 1, or 0.', unit: 'boolean' }),
  httpVersion: gauge('probe_http_version', {
    help: 'The version of HTTP, as 1.1 or 2.',
    unit: 'none',
    range: fromZero,
  }),
  httpLastModified: gauge('probe_http_last_modified_timestamp_seconds', {
    help: 'What the answer gave as Last-Modified, as a Unix time; absent where it gave none.',
    unit: 'timestamp',
  }),
  failedDueToRegex: gauge('probe_failed_due_to_regex', {
    help: 'Whether a regular expression of the module was the reason to fail: 1, or 0.',
    unit: 'boolean',
  }),
  failedDueToCel: gauge('probe_failed_due_to_cel', {
    help: 'Whether a CEL expression of the module was the reason to fail: 1, or 0.',
    unit: 'boolean',
  }),
} as const

/** Modules with the prober `tcp`, with TLS where the module asks for it. */
export const probeTcp = { ...probe, ...tls } as const

/** Modules with the prober `icmp`. */
export const probeIcmp = {
  ...probe,
  icmpDuration: gauge('probe_icmp_duration_seconds', {
    help: 'How long a phase took, in seconds.',
    unit: 'seconds',
    range: fromZero,
    labels: { phase: oneOf('resolve', 'setup', 'rtt') },
  }),
} as const

/** Modules with the prober `dns`. */
export const probeDns = {
  ...probe,
  dnsDuration: gauge('probe_dns_duration_seconds', {
    help: 'How long a phase took, in seconds.',
    unit: 'seconds',
    range: fromZero,
    labels: { phase: oneOf('resolve', 'connect', 'request') },
  }),
} as const

/** Modules with the prober `grpc`. */
export const probeGrpc = {
  ...probe,
  ...tls,
  grpcHealthcheckResponse: gauge('probe_grpc_healthcheck_response', {
    help: 'What the health service answered: 1 for that status, 0 for the others.',
    unit: 'boolean',
    labels: { serving_status: oneOf('UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN') },
  }),
} as const

/** What the exporter says of itself, at /metrics. */
export const blackbox = {
  configLastReloadSuccessful: gauge('blackbox_exporter_config_last_reload_successful', {
    help: 'Whether the configuration was last loaded without an error: 1, or 0.',
    unit: 'boolean',
  }),
} as const

/** What a probe usually asks; a system makes others by `module(…)`. */
export const modules = {
  http2xx: module('http_2xx', http()),
  tcpConnect: module('tcp_connect', tcp()),
  /** The kernel lets anybody ping in a container of Docker. */
  icmp: module('icmp', icmp()),
  grpc: module('grpc', grpc()),
} as const

const blackboxContainer = container({
  image: images.blackbox,
  command: ['--config.file=/etc/blackbox_exporter/blackbox.yml'],
  mounts: { './blackbox': '/etc/blackbox_exporter' },
  user: nobody,
  health: httpHealth(9115, '/-/healthy'),
  limits: { memory: mebibytes(128), cpus: 0.25 },
})

/** The exporter itself, scraped as the job `blackbox`. A system that has it probes something. */
export const blackboxExporter = (options: Partial<TargetDefinition> = {}) =>
  target('blackbox', {
    service: 'blackbox-exporter',
    port: 9115,
    exposes: [...Object.values(blackbox), ...goRuntime],
    beside: { series: 200, labels: 8 },
    container: blackboxContainer,
    ...options,
  })

const exposedBy = { http: probeHttp, tcp: probeTcp, icmp: probeIcmp, dns: probeDns, grpc: probeGrpc } as const

/**
 * What the exporter probes, as a job of its own in which each URL is an instance:
 * `probed('website', { module: modules.http2xx, urls: ['https://example.org/'] })`.
 */
export const probed = <const J extends string>(job: J, probe: Probe, options: Partial<TargetDefinition> = {}) =>
  target(job, {
    service: 'blackbox-exporter',
    port: 9115,
    path: '/probe',
    probe,
    exposes: Object.values(exposedBy[probe.module.prober]),
    beside: { series: 20, labels: 5 },
    ...options,
  })

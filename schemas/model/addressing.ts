/** How targets are found. What a target is does not depend on it: the same definition is scraped in Compose and on loopback. */
import { z } from 'zod'

export const addressingSchema = z.discriminatedUnion('by', [
  /** `host:port`, with the names that Compose or DNS resolve. */
  z.strictObject({ by: z.literal('service') }),
  /** Every target on this machine, at the port given for `job` or `job/host`, or at its own. */
  z.strictObject({ by: z.literal('loopback'), ports: z.record(z.string(), z.int().min(1).max(65_535)).default({}) }),
  /** All addresses that a DNS name has: `tasks.<service>` in Swarm, a headless service in Kubernetes. */
  z.strictObject({
    by: z.literal('dns'),
    prefix: z.string().default(''),
    refresh: z.number().positive().default(30_000),
  }),
  /** A file of targets that something else writes, one for each job. */
  z.strictObject({ by: z.literal('file'), folder: z.string().default('targets') }),
])
export type Addressing = z.infer<typeof addressingSchema>

/** `backend:8000`, as Compose's own DNS resolves it. The default. */
export const byService = (): Addressing => ({ by: 'service' })
/** `127.0.0.1:8000`; for runs on one machine without containers. `ports` moves a job elsewhere. */
export const byLoopback = (ports: Readonly<Record<string, number>> = {}): Addressing => ({
  by: 'loopback',
  ports: { ...ports },
})
/** `dns_sd_configs` with type A: `byDns({ prefix: 'tasks.' })`. */
export const byDns = (options: { readonly prefix?: string } = {}): Addressing => ({
  by: 'dns',
  prefix: options.prefix ?? '',
  refresh: 30_000,
})
/** `file_sd_configs`: `byFile('targets')` reads `targets/<job>.yml`. */
export const byFile = (folder = 'targets'): Addressing => ({ by: 'file', folder })

/** Who is asking, and over which TLS: always by the paths of files. */
import { z } from 'zod'
import { secretFile } from './secret.ts'

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

/** Ready-made panels and rows, called by name: `block.red('API', { requests, failed, latency })`. */
export * from './requests.ts'
export * from './resources.ts'

/** Words for what is 0 or 1. */
export const healthWords = { 0: { text: 'degraded', color: 'red' }, 1: { text: 'healthy', color: 'green' } } as const
export const busyWords = { 0: { text: 'idle', color: 'blue' }, 1: { text: 'busy', color: 'green' } } as const
export const activeWords = { 0: { text: 'gone', color: 'red' }, 1: { text: 'active', color: 'green' } } as const

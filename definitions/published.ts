/** Where this repository can be read by those who are paged: links in alerts point there. */
const repository = 'https://github.com/plimsoll-monitoring/plimsoll'

export const runbooksOf = (system: string): string => `${repository}/blob/main/out/${system}/docs/runbooks`

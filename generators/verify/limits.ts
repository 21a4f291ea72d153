/** How much a Prometheus is asked at most, and how much it may answer. */

/** Of one answer; the rest is not read. */
export const mostBytes = 16 * 1024 ** 2
/** Labels, of all jobs together, that are looked at: two questions each at most. */
export const mostLabels = 200
/** Entries of metadata of one job: one for each metric of each instance. */
export const mostMetadata = 10_000
/** Values of an enumerated label beyond as many as it is defined with: so many that are wrong are seen for certain. */
export const spareValues = 5
/** Characters of a text of the server that a sentence quotes. */
export const mostQuoted = 200
/** Names that one sentence lists. */
export const mostListed = 5
/** Names among which the one that was meant is looked for. */
export const mostCompared = 1000

/** The end of a command that runs until somebody stops it. */

/** Resolves when the process is asked to end; being asked again changes nothing, since the end is under way then. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

/** What is to be undone in the end, whatever happens in between. */

export type Stop = () => Promise<void> | void
/** Takes what is to be done in the end, the last first. */
export type Afterwards = (stop: Stop) => void

export interface Undoing {
  readonly afterwards: Afterwards
  /** Does all of it. What is given later is done at once, and an error ends whoever is still starting something. */
  readonly undo: () => Promise<void>
}

export function undoing(): Undoing {
  const stops: Stop[] = []
  let isOver = false
  const undo = async () => {
    isOver = true
    const stop = stops.pop()
    if (!stop) return
    try {
      await stop()
    } finally {
      await undo()
    }
  }
  return {
    afterwards: (stop) => {
      stops.push(stop)
      if (!isOver) return
      void undo()
      throw new Error('it is over already')
    },
    undo,
  }
}

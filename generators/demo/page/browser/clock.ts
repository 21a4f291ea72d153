/** When the page asks again: every few seconds, while somebody can see it. */
export interface Clock {
  /** Asks at once, and at each turn from then on. */
  readonly run: (task: () => Promise<void>) => void
  readonly refresh: () => Promise<void>
  /** Seconds; 0 for never. */
  readonly setEvery: (seconds: number) => void
}

export function startClock(every: number): Clock {
  const tasks: (() => Promise<void>)[] = []
  let seconds = every
  let timer: number | undefined

  const refresh = async (): Promise<void> => {
    window.clearTimeout(timer)
    await Promise.all(tasks.map((task) => task()))
    plan()
  }
  const plan = (): void => {
    window.clearTimeout(timer)
    if (seconds > 0 && !document.hidden) timer = window.setTimeout(refresh, seconds * 1000)
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) window.clearTimeout(timer)
    else if (seconds > 0) refresh()
  })
  return {
    refresh,
    run: (task) => {
      tasks.push(task)
      task().then(plan)
    },
    setEvery: (wanted) => {
      seconds = wanted
      plan()
    },
  }
}

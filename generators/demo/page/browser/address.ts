/** What the address says, beside the path. */

/** Keeps what is chosen in the address, under the names that Grafana gives it. */
export function remember(name: string, values: readonly string[]): void {
  const url = new URL(location.href)
  url.searchParams.delete(name)
  for (const value of values) url.searchParams.append(name, value)
  history.replaceState(null, '', url)
}

/** An address such as `/#alert-Watchdog` leads to what was not there yet when the browser looked for it. */
export function reveal(): void {
  const wanted = document.getElementById(location.hash.slice(1))
  const row = wanted?.closest('details')
  if (row) row.open = true
  wanted?.scrollIntoView()
  wanted?.focus({ preventScroll: true })
}

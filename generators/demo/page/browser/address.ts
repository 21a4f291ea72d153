/** Keeps what is chosen in the address, under the names that Grafana gives it. */
export function remember(name: string, values: readonly string[]): void {
  const url = new URL(location.href)
  url.searchParams.delete(name)
  for (const value of values) url.searchParams.append(name, value)
  history.replaceState(null, '', url)
}

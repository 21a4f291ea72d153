/** Times of day as the browser's language writes them. */
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const short = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Milliseconds since 1970 as `12:03:04`. */
export const timeOf = (at: number): string => clock.format(at)

/** Seconds since 1970, as short as a range of so many seconds allows. */
export function tickOf(at: number, range: number): string {
  return (range > 86_400 ? day : range >= 900 ? short : clock).format(at * 1000)
}

/** What to look at where panels stay empty, as the document has it; at the end of each dashboard. */
import { panel, row } from 'plimsoll'
import { application } from '../targets.ts'

export const help = row(
  'Help',
  [
    panel.text('When panels are empty', {
      text: [
        '1. **Time range**, at the top right: try the last hour, or the last six.',
        '2. **Environment**: set it to All. It offers dev, stage and prod, whether they are scraped or not.',
        '3. **Data source**: Connections, Data sources, Prometheus, and then Test. Its address is `http://prometheus:9090`.',
        `4. **A query that has to give something**, in Explore: \`up{job="${application.job}"}\` is 1 for each replica that is scraped.`,
        '5. **Targets**: `http://localhost:9090/targets` says why a scrape failed; the runbook of MetricsMissing goes on from there.',
        '',
        'Panels of what has not occurred yet, such as a failure or a rate limit, are empty until it does. What occurred only once since a process started is not counted: a series that appears with 1 has not grown. Counters that are set to 0 at the start show it.',
      ].join('\n'),
      width: 12,
      height: 9,
    }),
    panel.text('What measuring costs', {
      text: [
        'By the application’s guide, which nothing here can measure: 1 to 2 ms for each HTTP request, 0.1 ms for each task, and 50 MB of memory for the registry, which grows with its series.',
        '',
        '1. **Buckets**: each is a series for each combination of labels. Those that are defined are enough for the percentiles here.',
        `2. **Scrapes**: every ${(application.data.interval ?? 0) / 1000} s; the guide advises 15 to 30.`,
        '3. **Retention**: by time and by size, in docs/stack.md.',
        '4. **Expensive queries** are recorded by rules whose names have colons, and panels read those.',
      ].join('\n'),
      width: 6,
      height: 9,
    }),
    panel.text('One environment for good', {
      text: [
        'A link to this dashboard with `?var-environment=prod` opens it for that environment; each panel has one in its menu.',
        '',
        'A copy, by Save as, can be changed; this one is written anew from `definitions/shia-chatbot/dashboards/`.',
      ].join('\n'),
      width: 6,
      height: 9,
    }),
  ],
  { collapsed: true },
)

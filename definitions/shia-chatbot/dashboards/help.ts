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
        'Panels of what has not occurred yet, such as a failure or a rate limit, are empty until it does.',
      ].join('\n'),
      width: 16,
      height: 7,
    }),
    panel.text('One environment for good', {
      text: [
        'A link to this dashboard with `?var-environment=prod` opens it for that environment; each panel has one in its menu.',
        '',
        'A copy, by Save as, can be changed; this one is written anew from `definitions/shia-chatbot/dashboards/`.',
      ].join('\n'),
      width: 8,
      height: 7,
    }),
  ],
  { collapsed: true },
)

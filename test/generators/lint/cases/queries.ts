/** Queries. */
import { filter } from '../../../support/dashboard.ts'
import type { LintCase } from '../../../support/lint.ts'

const endpoint = {
  type: 'query',
  name: 'endpoint',
  label: 'Endpoint',
  datasource: { type: 'prometheus', uid: `\${datasource}` },
  query: 'label_values(http_requests_total{job=~"$job"}, endpoint)',
  refresh: 2,
}

export const queries: readonly LintCase[] = [
  {
    rule: 'grafana/promql',
    name: 'an open parenthesis',
    changes: [['panels.1.targets.0.expr', 'sum(rate(http_requests_total[$__rate_interval])']],
    finds: ['grafana/promql panel 3 (Requests), query A: unexpected end of the expression; correct the query'],
  },
  {
    rule: 'grafana/promql',
    name: 'none',
    changes: [['panels.3.targets.0.expr', undefined]],
    finds: ['grafana/promql panel 5 (Connections), query A: has no expression; write PromQL'],
  },
  {
    rule: 'grafana/promql',
    name: 'another panel',
    changes: [
      [
        'panels.3.targets.0',
        { datasource: { type: 'prometheus', uid: `\${datasource}` }, refId: 'A', panelId: 2, expr: '' },
      ],
    ],
    finds: ['grafana/promql panel 5 (Connections), query A: takes its data from another panel; ask for them in PromQL'],
  },
  {
    rule: 'grafana/promql',
    name: 'a metric that a variable names',
    changes: [['panels.3.targets.0.expr', 'sum($job)']],
    finds: [
      'grafana/promql panel 5 (Connections), query A: sum wants an instant vector here, not a number; correct the query',
    ],
  },
  {
    rule: 'grafana/promql',
    name: 'in an annotation',
    changes: [['annotations.list.0.expr', 'changes(up)']],
    finds: [
      'grafana/promql annotation Restarts: changes() wants a range vector such as m[5m] here, not an instant vector; correct the query',
    ],
  },
  {
    rule: 'grafana/type',
    name: 'a rate of a gauge',
    changes: [['panels.3.targets.0.expr', `sum(rate(open_connections{${filter}}[$__rate_interval]))`]],
    finds: [
      'grafana/type panel 5 (Connections), query A: rate() needs a counter, not a gauge; use delta() or deriv() for a gauge',
    ],
  },
  {
    rule: 'grafana/type',
    name: 'a label that is gone',
    changes: [['panels.3.targets.0.expr', `sum by (pool) (sum by (job) (open_connections{${filter}}))`]],
    finds: ['grafana/type panel 5 (Connections), query A: by names the label pool, which sum by (job) has removed'],
  },
  {
    rule: 'grafana/type',
    name: 'sides without a common label',
    changes: [['panels.3.targets.0.expr', `open_connections{${filter}} > up{${filter}}`]],
    finds: [
      'grafana/type panel 5 (Connections), query A: the right side lacks the label pool; aggregate both sides alike, or say on, ignoring, groupLeft or groupRight',
      'grafana/type panel 5 (Connections), query A: count > boolean makes no sense; convert one side, or correct the unit in its definition',
    ],
  },
  {
    rule: 'grafana/counter',
    name: 'shown as it is',
    changes: [['panels.3.targets.0.expr', `http_requests_total{${filter}}`]],
    finds: [
      'grafana/counter panel 5 (Connections), query A: shows the counter http_requests_total raw; take rate() or increase() of it',
    ],
  },
  {
    rule: 'grafana/counter',
    name: 'summed',
    changes: [['panels.3.targets.0.expr', `sum(http_requests_total{${filter}})`]],
    finds: [
      'grafana/counter panel 5 (Connections), query A: shows the counter http_requests_total raw; take rate() or increase() of it',
    ],
  },
  {
    rule: 'grafana/counter',
    name: 'the count of a histogram',
    changes: [['panels.3.targets.0.expr', `http_request_duration_seconds_count{${filter}}`]],
    finds: [
      'grafana/counter panel 5 (Connections), query A: shows the counter http_request_duration_seconds_count raw; take rate() or increase() of it',
    ],
  },
  {
    rule: 'grafana/counter',
    name: 'its greatest value',
    changes: [['panels.3.targets.0.expr', `max_over_time(http_requests_total{${filter}}[$__range])`]],
    finds: [
      'grafana/counter panel 5 (Connections), query A: shows the counter http_requests_total raw; take rate() or increase() of it',
    ],
  },
  {
    rule: 'grafana/counter',
    name: 'on the left of unless',
    changes: [['panels.3.targets.0.expr', `http_requests_total{${filter}} unless up{${filter}}`]],
    finds: [
      'grafana/counter panel 5 (Connections), query A: shows the counter http_requests_total raw; take rate() or increase() of it',
      'grafana/type panel 5 (Connections), query A: the right side lacks the label method; aggregate both sides alike, or say on, ignoring, groupLeft or groupRight',
    ],
  },
  {
    rule: 'grafana/window',
    name: 'five minutes',
    changes: [['panels.1.targets.0.expr', `sum by (endpoint) (rate(http_requests_total{${filter}}[5m]))`]],
    finds: [
      'grafana/window panel 3 (Requests), query A: rate(http_requests_total{job=~"$job",instance=~"$instance"}[5m]) has a window of its own; write [$__rate_interval]',
    ],
  },
  {
    rule: 'grafana/window',
    name: 'the step',
    changes: [['panels.1.targets.0.expr', `sum by (endpoint) (irate(http_requests_total{${filter}}[$__interval]))`]],
    finds: [
      'grafana/window panel 3 (Requests), query A: irate(http_requests_total{job=~"$job",instance=~"$instance"}[$__interval]) has a window of its own; write [$__rate_interval]',
    ],
  },
  {
    rule: 'grafana/window',
    name: 'an increase over the step',
    changes: [['panels.4.targets.0.expr', `sum by (endpoint) (increase(http_requests_total{${filter}}[$__interval]))`]],
    finds: [
      'grafana/window panel 6 (Busiest endpoints), query A: increase(http_requests_total{job=~"$job",instance=~"$instance"}[$__interval]) can be shorter than two scrapes; write [$__rate_interval], or a fixed time',
    ],
  },
  {
    rule: 'grafana/window',
    name: 'an interval to choose',
    changes: [
      [
        'templating.list.3',
        { type: 'interval', name: 'w', label: 'Window', query: '5m,1h', current: { text: '5m', value: '5m' } },
      ],
      ['panels.1.targets.0.expr', `sum by (endpoint) (rate(http_requests_total{${filter}}[$w]))`],
    ],
    finds: [
      'grafana/window panel 3 (Requests), query A: rate(http_requests_total{job=~"$job",instance=~"$instance"}[5m]) has a window of its own; write [$__rate_interval]',
    ],
  },
  {
    rule: 'grafana/series',
    name: 'an unknown one',
    changes: [['panels.3.targets.0.expr', `sum(open_conections{${filter}})`]],
    finds: [
      'grafana/series panel 5 (Connections), query A: asks for open_conections, which nothing exposes or records; did you mean open_connections?',
    ],
  },
  {
    rule: 'grafana/series',
    name: 'one that nothing is like',
    changes: [['panels.3.targets.0.expr', `sum(pressure{${filter}})`]],
    finds: [
      'grafana/series panel 5 (Connections), query A: asks for pressure, which nothing exposes or records; add it to what a target exposes, or correct it',
    ],
  },
  {
    rule: 'grafana/series',
    name: 'no name',
    changes: [['panels.3.targets.0.expr', 'sum({job=~"$job"})']],
    finds: [
      'grafana/series panel 5 (Connections), query A: has a selector without a name, so nobody knows what it shows; name the series',
    ],
  },
  {
    rule: 'grafana/series',
    name: 'a label that it lacks',
    changes: [['panels.3.targets.0.expr', `sum(open_connections{pol="read",${filter}})`]],
    finds: ['grafana/series panel 5 (Connections), query A: open_connections has no label pol; did you mean pool?'],
  },
  {
    rule: 'grafana/series',
    name: 'a value that the label cannot have',
    changes: [['panels.3.targets.0.expr', `sum(open_connections{pool="red",${filter}})`]],
    finds: [
      'grafana/series panel 5 (Connections), query A: no value of the label pool satisfies pool="red"; open_connections has read, write',
    ],
  },
  {
    rule: 'grafana/series',
    name: 'a matcher that excludes nothing',
    changes: [['panels.3.targets.0.expr', `sum(open_connections{pool!~"x.*",${filter}})`]],
    finds: [
      'grafana/series panel 5 (Connections), query A: pool!~"x.*" excludes nothing; open_connections has read, write',
    ],
  },
  {
    rule: 'grafana/series',
    name: 'in a variable',
    changes: [['templating.list.1.query', 'label_values(upp, job)']],
    finds: ['grafana/series variable job: asks for upp, which nothing exposes or records; did you mean up?'],
  },
  {
    rule: 'grafana/series',
    name: 'an alert that does not exist',
    changes: [['panels.6.panels.0.targets.0.expr', 'ALERTS{alertname="Trubble"}']],
    finds: ['grafana/series panel 8 (Alerts), query A: asks for the alert "Trubble", which does not exist; correct it'],
  },
  {
    rule: 'grafana/filter',
    name: 'no matcher',
    changes: [['panels.3.targets.0.expr', 'sum(open_connections)']],
    finds: [
      'grafana/filter panel 5 (Connections), query A: open_connections is not filtered by job; add job=~"$job"',
      'grafana/filter panel 5 (Connections), query A: open_connections is not filtered by instance; add instance=~"$instance"',
    ],
  },
  {
    rule: 'grafana/filter',
    name: 'a fixed job',
    changes: [['panels.3.targets.0.expr', 'sum(open_connections{job="app",instance=~"$instance"})']],
    finds: ['grafana/filter panel 5 (Connections), query A: open_connections is not filtered by job; add job=~"$job"'],
  },
  {
    rule: 'grafana/filter',
    name: 'another variable',
    changes: [['panels.3.targets.0.expr', 'sum(open_connections{job=~"$instance",instance=~"$instance"})']],
    finds: ['grafana/filter panel 5 (Connections), query A: open_connections is not filtered by job; add job=~"$job"'],
  },
  {
    rule: 'grafana/filter',
    name: '= with a variable of several values',
    changes: [['panels.3.targets.0.expr', 'sum(open_connections{job="$job",job=~"$job",instance=~"$instance"})']],
    finds: [
      'grafana/filter panel 5 (Connections), query A: open_connections has job="$job", which can have several values; write =~ or !~',
    ],
  },
  {
    rule: 'grafana/filter',
    name: 'one selector of two',
    changes: [
      ['panels.3.targets.0.expr', `sum(open_connections{${filter}}) / sum(up)`],
      ['panels.3.fieldConfig.defaults.unit', 'short'],
    ],
    finds: [
      'grafana/filter panel 5 (Connections), query A: up is not filtered by job; add job=~"$job"',
      'grafana/filter panel 5 (Connections), query A: up is not filtered by instance; add instance=~"$instance"',
    ],
  },
  {
    rule: 'grafana/filter',
    name: 'a recorded series by a label that it has',
    changes: [
      ['templating.list.3', endpoint],
      [
        'panels.1.targets.0.expr',
        `sum by (endpoint) (rate(http_requests_total{${filter},endpoint=~"$endpoint"}[$__rate_interval]))`,
      ],
      [
        'panels.4.targets.0.expr',
        `sum by (endpoint) (increase(http_requests_total{${filter},endpoint=~"$endpoint"}[$__range]))`,
      ],
      [
        'panels.5.targets.0.expr',
        `sum by (le) (rate(http_request_duration_seconds_bucket{${filter},endpoint=~"\${endpoint:regex}"}[$__rate_interval]))`,
      ],
    ],
    finds: [
      'grafana/filter panel 3 (Requests), query B: endpoint:http_request_duration_seconds:p95_rate5m is not filtered by endpoint; add endpoint=~"$endpoint"',
    ],
  },
  {
    rule: 'grafana/filter',
    name: 'an annotation',
    changes: [['annotations.list.0.expr', 'changes(up{job=~"$job"}[$__rate_interval]) > 0']],
    finds: ['grafana/filter annotation Restarts: up is not filtered by instance; add instance=~"$instance"'],
  },
  {
    rule: 'grafana/legend',
    name: 'a label that is gone',
    changes: [['panels.1.targets.0.legendFormat', '{{method}}']],
    finds: [
      'grafana/legend panel 3 (Requests), query A: names the label method in its legend; sum by (endpoint) has removed it',
    ],
  },
  {
    rule: 'grafana/legend',
    name: 'a slip of the pen',
    changes: [['panels.1.targets.0.legendFormat', '{{ endpont }}']],
    finds: [
      'grafana/legend panel 3 (Requests), query A: names the label endpont in its legend; did you mean endpoint?',
    ],
  },
  {
    rule: 'grafana/legend',
    name: 'of a query without labels',
    changes: [['panels.3.targets.0.legendFormat', '{{pool}}']],
    finds: ['grafana/legend panel 5 (Connections), query A: names the label pool in its legend; sum has removed it'],
  },
  {
    rule: 'grafana/legend',
    name: 'of an annotation',
    changes: [['annotations.list.0.titleFormat', '{{endpoint}}']],
    finds: ['grafana/legend annotation Restarts: names the label endpoint in its legend; the query has instance, job'],
  },
]

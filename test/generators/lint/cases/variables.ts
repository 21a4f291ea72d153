/** Variables and data sources. */
import { filter } from '../../../support/dashboard.ts'
import type { LintCase } from '../../../support/lint.ts'

export const variables: readonly LintCase[] = [
  {
    rule: 'grafana/datasource',
    name: 'none',
    changes: [['templating.list.0', undefined]],
    finds: [
      'grafana/datasource dashboard: has no data source to choose; make a variable datasource of type datasource the first',
    ],
  },
  {
    rule: 'grafana/datasource',
    name: 'another name',
    changes: [['templating.list.0.name', 'ds']],
    finds: [
      'grafana/datasource variable ds: is the data source and has another name; call it datasource',
      'grafana/unused variable ds: is not used; leave it out, or filter by it',
    ],
  },
  {
    rule: 'grafana/datasource',
    name: 'another label',
    changes: [['templating.list.0.label', 'Source']],
    finds: ['grafana/datasource variable datasource: has the label "Source"; write "Data source"'],
  },
  {
    rule: 'grafana/datasource',
    name: 'another kind',
    changes: [['templating.list.0.query', 'loki']],
    finds: ['grafana/datasource variable datasource: chooses among "loki"; its query is prometheus'],
  },
  {
    rule: 'grafana/source',
    name: 'a fixed uid of a panel',
    changes: [['panels.1.datasource.uid', 'abc123']],
    finds: [`grafana/source panel 3 (Requests): asks the data source "abc123"; write \${datasource}`],
  },
  {
    rule: 'grafana/source',
    name: 'none of a query',
    changes: [['panels.1.targets.0.datasource', undefined]],
    finds: [
      `grafana/source panel 3 (Requests), query A: has no data source; write {type: prometheus, uid: \${datasource}}`,
    ],
  },
  {
    rule: 'grafana/source',
    name: 'another kind',
    changes: [['panels.5.datasource.type', 'loki']],
    finds: ['grafana/source panel 7 (How long requests take): asks a data source of type "loki"; write prometheus'],
  },
  {
    rule: 'grafana/source',
    name: 'a name',
    changes: [['panels.5.datasource', 'Prometheus']],
    finds: [
      `grafana/source panel 7 (How long requests take): has the data source "Prometheus"; write {type: prometheus, uid: \${datasource}}`,
    ],
  },
  {
    rule: 'grafana/source',
    name: 'of a variable',
    changes: [['templating.list.1.datasource.uid', 'prometheus']],
    finds: [`grafana/source variable job: asks the data source "prometheus"; write \${datasource}`],
  },
  {
    rule: 'grafana/source',
    name: 'of an annotation',
    changes: [['annotations.list.0.datasource', undefined]],
    finds: [`grafana/source annotation Restarts: has no data source; write {type: prometheus, uid: \${datasource}}`],
  },
  {
    rule: 'grafana/template',
    name: 'no such function',
    changes: [['templating.list.1.query', 'label_value(up, job)']],
    finds: ['grafana/template variable job: asks "label_value(up, job)"; write label_values(selector, label)'],
  },
  {
    rule: 'grafana/template',
    name: 'a function without a selector',
    changes: [['templating.list.1.query', 'label_values(job)']],
    finds: ['grafana/template variable job: asks "label_values(job)"; write label_values(selector, label)'],
  },
  {
    rule: 'grafana/template',
    name: 'no PromQL',
    changes: [['templating.list.1.query', 'label_values(up{, job)']],
    finds: [
      'grafana/template variable job: asks "label_values(up{, job)", which is no PromQL: unexpected end of the expression where a matcher such as job="api" belongs; correct it',
    ],
  },
  {
    rule: 'grafana/template',
    name: 'a label that the series lacks',
    changes: [['templating.list.2.query', 'label_values(up{job=~"$job"}, endpoint)']],
    finds: [
      'grafana/instance variable instance: offers the values of endpoint; ask for instance',
      'grafana/template variable instance: asks for the label endpoint, which up{job=~"$job"} does not have; it has job, instance',
    ],
  },
  {
    rule: 'grafana/template',
    name: 'All without a value',
    changes: [
      ['templating.list.3', { type: 'custom', name: 'limit', label: 'Limit', query: '5,10', includeAll: true }],
      ['panels.4.title', 'The $limit busiest'],
    ],
    finds: ['grafana/template variable limit: offers All and has no allValue; write .+'],
  },
  {
    rule: 'grafana/template',
    name: 'an interval without a value',
    changes: [
      ['templating.list.3', { type: 'interval', name: 'limit', label: 'Limit', query: '5m,1h' }],
      ['panels.4.title', 'The $limit busiest'],
    ],
    finds: [
      'grafana/template variable limit: is an interval without a current value, on which older Grafanas fail; give one',
    ],
  },
  {
    rule: 'grafana/template',
    name: 'a name twice',
    changes: [['templating.list.3', { type: 'custom', name: 'job', label: 'Job', query: '5,10' }]],
    finds: ['grafana/template variable job: stands there twice; rename one'],
  },
  {
    rule: 'grafana/template',
    name: 'no label',
    changes: [
      ['templating.list.3', { type: 'custom', name: 'limit', query: '5,10' }],
      ['panels.4.title', 'The $limit busiest'],
    ],
    finds: ['grafana/template variable limit: has no label for people; give it one'],
  },
  {
    rule: 'grafana/template',
    name: 'a name with a dash, of no known type',
    changes: [['templating.list.3', { type: 'magic', name: 'a-b', label: 'Limit' }]],
    finds: [
      'grafana/template variable a-b: has the name "a-b"; take letters, digits and underscores',
      'grafana/template variable a-b: has the type "magic"; take one of adhoc, constant, custom, datasource, groupby, interval, query, switch, textbox',
      'grafana/unused variable a-b: is not used; leave it out, or filter by it',
    ],
  },
  {
    rule: 'grafana/reload',
    name: 'on load only',
    changes: [['templating.list.1.refresh', 1]],
    finds: ['grafana/reload variable job: has the refresh 1; write 2, on time range change'],
  },
  {
    rule: 'grafana/job',
    name: 'none',
    changes: [
      ['templating.list.2.query', 'label_values(up, instance)'],
      ['templating.list.1', undefined],
    ],
    finds: [
      'grafana/job dashboard: shows http_requests_total, which has the label job, and has no variable job; add one',
      'grafana/undefined panel 3 (Requests): refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 4 (Targets that are up): refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 5 (Connections): refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 6 (Busiest endpoints): refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 7 (How long requests take): refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 9 (Targets): refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined variable instance: refers to $job, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined annotation Restarts: refers to $job, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/job',
    name: 'another label',
    changes: [['templating.list.1.label', 'job']],
    finds: ['grafana/job variable job: has the label "job"; write "Job"'],
  },
  {
    rule: 'grafana/job',
    name: 'one value only',
    changes: [['templating.list.1.multi', false]],
    finds: ['grafana/job variable job: has the multi false; write true'],
  },
  {
    rule: 'grafana/job',
    name: 'All as .*',
    changes: [['templating.list.1.allValue', '.*']],
    finds: ['grafana/job variable job: has the allValue ".*"; write ".+"'],
  },
  {
    rule: 'grafana/job',
    name: 'no All',
    changes: [['templating.list.1.includeAll', false]],
    finds: ['grafana/job variable job: has the includeAll false; write true'],
  },
  {
    rule: 'grafana/job',
    name: 'a list of its own',
    changes: [['templating.list.1.type', 'custom']],
    finds: ['grafana/job variable job: is of type "custom"; take query, so that it offers what there is'],
  },
  {
    rule: 'grafana/job',
    name: 'the values of another label',
    changes: [['templating.list.1.query', 'label_values(up, instance)']],
    finds: ['grafana/job variable job: offers the values of instance; ask for job'],
  },
  {
    rule: 'grafana/instance',
    name: 'none',
    changes: [['templating.list.2', undefined]],
    finds: [
      'grafana/instance dashboard: shows http_requests_total, which has the label instance, and has no variable instance; add one',
      'grafana/undefined panel 3 (Requests): refers to $instance, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 4 (Targets that are up): refers to $instance, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 5 (Connections): refers to $instance, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 6 (Busiest endpoints): refers to $instance, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 7 (How long requests take): refers to $instance, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined panel 9 (Targets): refers to $instance, which is no variable of this dashboard; define it, or correct it',
      'grafana/undefined annotation Restarts: refers to $instance, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/instance',
    name: 'another label',
    changes: [['templating.list.2.label', 'Host']],
    finds: ['grafana/instance variable instance: has the label "Host"; write "Instance"'],
  },
  {
    rule: 'grafana/order',
    name: 'a later one',
    changes: [['templating.list.1.query', 'label_values(up{instance=~"$instance"}, job)']],
    finds: ['grafana/order variable job: refers to $instance, which is not before it; put instance first'],
  },
  {
    rule: 'grafana/order',
    name: 'itself',
    changes: [['templating.list.1.query', 'label_values(up{job=~"$job"}, job)']],
    finds: ['grafana/order variable job: refers to $job, which is not before it; put job first'],
  },
  {
    rule: 'grafana/undefined',
    name: 'in a query',
    changes: [['panels.3.targets.0.expr', `sum(open_connections{pool=~"$pool",${filter}})`]],
    finds: [
      'grafana/undefined panel 5 (Connections): refers to $pool, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/undefined',
    name: 'in a title',
    changes: [['panels.3.title', `Connections of \${pool}`]],
    finds: [
      `grafana/undefined panel 5 (Connections of \${pool}): refers to $pool, which is no variable of this dashboard; define it, or correct it`,
    ],
  },
  {
    rule: 'grafana/undefined',
    name: 'in a legend',
    changes: [['panels.3.targets.0.legendFormat', '[[pool]]']],
    finds: [
      'grafana/undefined panel 5 (Connections): refers to $pool, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/undefined',
    name: 'in a link',
    changes: [['panels.1.links.0.url', `/d/demo-overview?var-job=\${jbo:queryparam}`]],
    finds: [
      'grafana/undefined panel 3 (Requests): refers to $jbo, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/undefined',
    name: 'in a variable',
    changes: [['templating.list.2.regex', '/$pool/']],
    finds: [
      'grafana/undefined variable instance: refers to $pool, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/undefined',
    name: 'as what a panel repeats for',
    changes: [['panels.3.repeat', 'pool']],
    finds: [
      'grafana/undefined panel 5 (Connections): refers to $pool, which is no variable of this dashboard; define it, or correct it',
    ],
  },
  {
    rule: 'grafana/unused',
    name: 'a variable of nobody',
    changes: [['templating.list.3', { type: 'custom', name: 'limit', label: 'How many', query: '5,10' }]],
    finds: ['grafana/unused variable limit: is not used; leave it out, or filter by it'],
  },
]

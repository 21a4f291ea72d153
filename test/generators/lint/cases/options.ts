/** Options of panels, and links. */
import { filter } from '../../../support/dashboard.ts'
import type { LintCase } from '../../../support/lint.ts'

export const options: readonly LintCase[] = [
  {
    rule: 'grafana/unit',
    name: 'none',
    changes: [['panels.1.fieldConfig.defaults.unit', '']],
    finds: ['grafana/unit panel 3 (Requests): has no unit; take one of the expression, or none'],
  },
  {
    rule: 'grafana/unit',
    name: 'nothing at all',
    changes: [['panels.5.fieldConfig', undefined]],
    finds: ['grafana/unit panel 7 (How long requests take): has no unit; take one of the expression, or none'],
  },
  {
    rule: 'grafana/unit',
    name: 'an unknown one',
    changes: [['panels.1.fieldConfig.defaults.unit', 'parsecs']],
    finds: [
      'grafana/unit panel 3 (Requests): has the unit "parsecs", which Grafana does not know; take its id, or suffix:…',
    ],
  },
  {
    rule: 'grafana/unit',
    name: 'an unknown one of an override',
    changes: [['panels.1.fieldConfig.overrides.0.properties.1.value', 'sec']],
    finds: [
      'grafana/unit panel 3 (Requests): has the unit "sec", which Grafana does not know; take its id, or suffix:…',
    ],
  },
  {
    rule: 'grafana/unit',
    name: 'a ratio as percent',
    changes: [
      ['panels.3.targets.0.expr', `sum(open_connections{pool="read",${filter}}) / sum(open_connections{${filter}})`],
      ['panels.3.fieldConfig.defaults.unit', 'percent'],
    ],
    finds: [
      'grafana/unit panel 5 (Connections), query A: gives ratio, and is shown as percent, which is for percent; take the unit of ratio',
    ],
  },
  {
    rule: 'grafana/unit',
    name: 'seconds as milliseconds',
    changes: [['panels.1.fieldConfig.overrides.0.properties.1.value', 'ms']],
    finds: [
      'grafana/unit panel 3 (Requests), query B: gives seconds, and is shown as ms, which is for milliseconds; take the unit of seconds',
    ],
  },
  {
    rule: 'grafana/overrides',
    name: 'an unknown refId',
    changes: [['panels.1.fieldConfig.overrides.0.matcher.options', 'C']],
    finds: [
      'grafana/overrides panel 3 (Requests): has an override byFrameRefID of "C", and no such query; correct the refId',
      'grafana/unit panel 3 (Requests), query B: gives seconds, and is shown as reqps, which is for count/second; take the unit of seconds',
    ],
  },
  {
    rule: 'grafana/overrides',
    name: 'a name that no series has',
    changes: [['panels.2.fieldConfig.overrides.0.matcher.options', 'down']],
    finds: [
      'grafana/overrides panel 4 (Targets that are up): has an override byName of "down", and no such series; it has up',
    ],
  },
  {
    rule: 'grafana/overrides',
    name: 'an unknown matcher',
    changes: [['panels.2.fieldConfig.overrides.0.matcher.id', 'byMagic']],
    finds: [
      'grafana/overrides panel 4 (Targets that are up): has an override with the matcher "byMagic"; take one of byFrameRefID, byName, byNames, byRegexp, byType, byValue',
    ],
  },
  {
    rule: 'grafana/overrides',
    name: 'a pattern that cannot be read',
    changes: [['panels.2.fieldConfig.overrides.0.matcher', { id: 'byRegexp', options: '/(/' }]],
    finds: [
      'grafana/overrides panel 4 (Targets that are up): has an override byRegexp of "/(/", which is no regular expression; correct it',
    ],
  },
  {
    rule: 'grafana/overrides',
    name: 'nothing set',
    changes: [['panels.2.fieldConfig.overrides.0.properties', []]],
    finds: ['grafana/overrides panel 4 (Targets that are up): has an override that sets nothing; leave it out'],
  },
  {
    rule: 'grafana/overrides',
    name: 'an unknown option',
    changes: [['panels.2.fieldConfig.overrides.0.properties.0.id', 'colour']],
    finds: [
      'grafana/overrides panel 4 (Targets that are up): has an override that sets "colour"; take a standard option, or custom.…',
    ],
  },
  {
    rule: 'grafana/thresholds',
    name: 'a first step with a value',
    changes: [['panels.1.fieldConfig.defaults.thresholds.steps.0.value', 0]],
    finds: ['grafana/thresholds panel 3 (Requests): has thresholds without a first step; begin with the value null'],
  },
  {
    rule: 'grafana/thresholds',
    name: 'the wrong order',
    changes: [['panels.1.fieldConfig.defaults.thresholds.steps.2.value', 50]],
    finds: [
      'grafana/thresholds panel 3 (Requests): has thresholds that do not ascend; put the steps in order, each a number',
    ],
  },
  {
    rule: 'grafana/thresholds',
    name: 'one twice',
    changes: [['panels.1.fieldConfig.defaults.thresholds.steps.2.value', 100]],
    finds: [
      'grafana/thresholds panel 3 (Requests): has thresholds that do not ascend; put the steps in order, each a number',
    ],
  },
  {
    rule: 'grafana/thresholds',
    name: 'a text',
    changes: [['panels.1.fieldConfig.defaults.thresholds.steps.2.value', '200']],
    finds: [
      'grafana/thresholds panel 3 (Requests): has thresholds that do not ascend; put the steps in order, each a number',
    ],
  },
  {
    rule: 'grafana/thresholds',
    name: 'no colour',
    changes: [['panels.1.fieldConfig.defaults.thresholds.steps.2.color', '']],
    finds: ['grafana/thresholds panel 3 (Requests): has a threshold without a colour; give it one'],
  },
  {
    rule: 'grafana/thresholds',
    name: 'no mode',
    changes: [['panels.1.fieldConfig.defaults.thresholds.mode', undefined]],
    finds: ['grafana/thresholds panel 3 (Requests): has thresholds and has no mode; write absolute or percentage'],
  },
  {
    rule: 'grafana/thresholds',
    name: 'of an override',
    changes: [
      ['panels.2.fieldConfig.overrides.0.properties.0', { id: 'thresholds', value: { mode: 'absolute', steps: [] } }],
    ],
    finds: [
      'grafana/thresholds panel 4 (Targets that are up): has thresholds without a first step; begin with the value null',
    ],
  },
  {
    rule: 'grafana/bounds',
    name: 'the wrong way round',
    changes: [['panels.3.fieldConfig.defaults.min', 100]],
    finds: ['grafana/bounds panel 5 (Connections): has the min 100 and the max 100; lower the min'],
  },
  {
    rule: 'grafana/bounds',
    name: 'a text',
    changes: [['panels.3.fieldConfig.defaults.max', '100']],
    finds: ['grafana/bounds panel 5 (Connections): has "100" as min or max; write a number'],
  },
  {
    rule: 'grafana/bounds',
    name: 'of an axis',
    changes: [['panels.1.fieldConfig.defaults.custom.axisSoftMin', 200]],
    finds: [
      'grafana/bounds panel 3 (Requests): has the axisSoftMin 200 and the axisSoftMax 200; lower the axisSoftMin',
    ],
  },
  {
    rule: 'grafana/bounds',
    name: 'of an override',
    changes: [
      [
        'panels.1.fieldConfig.overrides.0.properties',
        [
          { id: 'unit', value: 's' },
          { id: 'min', value: 1 },
          { id: 'max', value: 0 },
        ],
      ],
    ],
    finds: ['grafana/bounds panel 3 (Requests): has the min 1 and the max 0; lower the min'],
  },
  {
    rule: 'grafana/calculation',
    name: 'none',
    changes: [['panels.2.options.reduceOptions.calcs', []]],
    finds: [
      'grafana/calculation panel 4 (Targets that are up): has no calculation, so it shows nothing; write calcs: [lastNotNull]',
    ],
  },
  {
    rule: 'grafana/calculation',
    name: 'an unknown one',
    changes: [['panels.4.options.reduceOptions.calcs', ['average']]],
    finds: [
      'grafana/calculation panel 6 (Busiest endpoints): has the calculation "average"; write lastNotNull, or another of Grafana',
    ],
  },
  {
    rule: 'grafana/buckets',
    name: 'no le',
    changes: [
      ['panels.5.targets.0.expr', `sum(rate(http_request_duration_seconds_bucket{${filter}}[$__rate_interval]))`],
      ['panels.5.targets.0.legendFormat', ''],
    ],
    finds: [
      'grafana/buckets panel 7 (How long requests take), query A: has no label le for a heatmap; keep it, as in sum by (le)',
    ],
  },
  {
    rule: 'grafana/buckets',
    name: 'the format of lines',
    changes: [['panels.5.targets.0.format', 'time_series']],
    finds: ['grafana/buckets panel 7 (How long requests take), query A: has the format "time_series"; write heatmap'],
  },
  {
    rule: 'grafana/links',
    name: 'no title',
    changes: [['links.0.title', '']],
    finds: ['grafana/links dashboard: has a link without a title; say where it leads'],
  },
  {
    rule: 'grafana/links',
    name: 'no tags',
    changes: [['links.0.tags', []]],
    finds: ['grafana/links dashboard: has the link "Demo" to dashboards without tags; name a tag'],
  },
  {
    rule: 'grafana/links',
    name: 'no url',
    changes: [['panels.1.links.0.url', '']],
    finds: ['grafana/links panel 3 (Requests): has the link "Connections" without a url; write one'],
  },
  {
    rule: 'grafana/links',
    name: 'a script',
    changes: [['panels.1.links.0.url', 'javascript:alert(1)']],
    finds: [
      'grafana/links panel 3 (Requests): has the link "Connections" to "javascript:alert(1)"; write https://…, or /d/uid',
    ],
  },
  {
    rule: 'grafana/links',
    name: 'a panel that is not there',
    changes: [['panels.1.links.0.url', '/d/demo-overview?viewPanel=panel-77']],
    finds: [
      'grafana/links panel 3 (Requests): has the link "Connections" to panel "77", which does not exist; correct the viewPanel',
    ],
  },
  {
    rule: 'grafana/links',
    name: 'a panel of the same page that is not there',
    changes: [['panels.1.links.0.url', '?viewPanel=77']],
    finds: [
      'grafana/links panel 3 (Requests): has the link "Connections" to panel "77", which does not exist; correct the viewPanel',
    ],
  },
  {
    rule: 'grafana/links',
    name: 'of an override',
    changes: [
      ['panels.2.fieldConfig.overrides.0.properties.0', { id: 'links', value: [{ title: 'Help', url: 'help me' }] }],
    ],
    finds: [
      'grafana/links panel 4 (Targets that are up): has the link "Help" to "help me"; write https://…, or /d/uid',
    ],
  },
]

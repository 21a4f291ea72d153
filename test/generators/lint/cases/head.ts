/** A dashboard as a whole. */
import type { LintCase } from '../../../support/lint.ts'

export const head: readonly LintCase[] = [
  {
    rule: 'grafana/form',
    name: 'the newer form',
    changes: [['elements', {}]],
    finds: ['grafana/form dashboard: has elements, which is not of classic JSON; write panels with gridPos instead'],
  },
  {
    rule: 'grafana/form',
    name: 'what the export dialog adds',
    changes: [['__inputs', []]],
    finds: ['grafana/form dashboard: has __inputs, which file provisioning ignores; leave it out'],
  },
  {
    rule: 'grafana/form',
    name: 'no panels',
    changes: [['panels', []]],
    finds: ['grafana/form dashboard: has no panels; add a panel that says what this is about'],
  },
  {
    rule: 'grafana/form',
    name: 'panels that are no list',
    changes: [['panels', {}]],
    finds: [
      'grafana/form dashboard: has no panels; add a panel that says what this is about',
      'grafana/form dashboard: panels is an object; write a list of objects',
    ],
  },
  {
    rule: 'grafana/form',
    name: 'a panel that is no object',
    changes: [['panels.6.panels.2', 5]],
    finds: [
      'grafana/form dashboard: panels of a row has 5 in its list; write an object',
      'grafana/ids panel at position 7.3: has no id; number it, from 1 to 2147483647',
      'grafana/layout panel at position 7.3: has no gridPos within 24 columns; give whole numbers x, y, w and h',
      'grafana/plugin panel at position 7.3: has no type; take one of bargauge, gauge, heatmap, row, stat, state-timeline, table, text, timeseries',
      `grafana/source panel at position 7.3: has no data source; write {type: prometheus, uid: \${datasource}}`,
      'grafana/targets panel at position 7.3: asks no query; give it a target, or leave the panel out',
      'grafana/title panel at position 7.3: has no title; say what it shows',
      'grafana/title panel at position 7.3: has no description; say how to read it, and what is normal',
      'grafana/unit panel at position 7.3: has no unit; take one of the expression, or none',
    ],
  },
  {
    rule: 'grafana/identity',
    name: 'no title',
    changes: [['title', ' ']],
    finds: ['grafana/identity dashboard: has no title, so Grafana skips the file; give it one'],
  },
  {
    rule: 'grafana/identity',
    name: 'a uid that is too long',
    changes: [
      ['uid', 'x'.repeat(41)],
      ['panels.1.links', undefined],
    ],
    finds: [
      'grafana/identity dashboard: has the uid "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"; take at most 40 letters, digits, dashes and underscores',
    ],
  },
  {
    rule: 'grafana/identity',
    name: 'a uid with a dot',
    changes: [
      ['uid', 'demo.overview'],
      ['panels.1.links', undefined],
    ],
    finds: [
      'grafana/identity dashboard: has the uid "demo.overview"; take at most 40 letters, digits, dashes and underscores',
    ],
  },
  {
    rule: 'grafana/version',
    name: 'an older one',
    changes: [['schemaVersion', 36]],
    finds: ['grafana/version dashboard: has the schemaVersion 36; write 42'],
  },
  {
    rule: 'grafana/editable',
    name: 'true',
    changes: [['editable', true]],
    finds: ['grafana/editable dashboard: has the value editable true; write false, since it is generated'],
  },
  {
    rule: 'grafana/editable',
    name: 'nothing',
    changes: [['editable', undefined]],
    finds: ['grafana/editable dashboard: has no value editable; write false, since it is generated'],
  },
  {
    rule: 'grafana/refresh',
    name: 'below five seconds',
    changes: [['refresh', '1s']],
    finds: ['grafana/refresh dashboard: has the refresh "1s"; write 30s, or another span of 5s or more'],
  },
  {
    rule: 'grafana/refresh',
    name: 'no span',
    changes: [['refresh', 'banana']],
    finds: ['grafana/refresh dashboard: has the refresh "banana"; write 30s, or another span of 5s or more'],
  },
  {
    rule: 'grafana/refresh',
    name: 'two numbers',
    changes: [['refresh', '1m30s']],
    finds: ['grafana/refresh dashboard: has the refresh "1m30s"; write 30s, or another span of 5s or more'],
  },
  {
    rule: 'grafana/time',
    name: 'a fixed time',
    changes: [['time.from', '2026-01-01T00:00:00Z']],
    finds: ['grafana/time dashboard: has the time.from "2026-01-01T00:00:00Z"; write now-6h'],
  },
  {
    rule: 'grafana/time',
    name: 'two numbers',
    changes: [['time.from', 'now-1h30m']],
    finds: ['grafana/time dashboard: has the time.from "now-1h30m"; write now-6h'],
  },
  {
    rule: 'grafana/time',
    name: 'the wrong way round',
    changes: [['time', { from: 'now', to: 'now-6h' }]],
    finds: ['grafana/time dashboard: shows the time from "now" to "now-6h", which is empty; exchange the two'],
  },
  {
    rule: 'grafana/time',
    name: 'nothing',
    changes: [['time', undefined]],
    finds: [
      'grafana/time dashboard: has no time.from; write now-6h',
      'grafana/time dashboard: has no time.to; write now',
    ],
  },
  {
    rule: 'grafana/placement',
    name: 'of a link',
    changes: [['links.0.placement', 'inControlsMenu']],
    finds: ['grafana/placement dashboard: has a placement on "Demo", which hides it in a menu; leave it out'],
  },
  {
    rule: 'grafana/placement',
    name: 'of an annotation',
    changes: [['annotations.list.0.placement', 'inControlsMenu']],
    finds: [
      'grafana/placement annotation Restarts: has a placement on "Restarts", which hides it in a menu; leave it out',
    ],
  },
]

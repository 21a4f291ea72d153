/** Panels and their places. */
import type { LintCase } from '../../../support/lint.ts'

export const panels: readonly LintCase[] = [
  {
    rule: 'grafana/plugin',
    name: 'one of AngularJS',
    changes: [['panels.1.type', 'graph']],
    finds: [
      'grafana/plugin panel 3 (Requests): has the type graph, which needs AngularJS and is gone since Grafana 12; take timeseries',
    ],
  },
  {
    rule: 'grafana/plugin',
    name: 'an unknown one',
    changes: [['panels.1.type', 'candlestick']],
    finds: [
      'grafana/plugin panel 3 (Requests): has the type "candlestick"; take one of bargauge, gauge, heatmap, row, stat, state-timeline, table, text, timeseries',
    ],
  },
  {
    rule: 'grafana/plugin',
    name: 'none',
    changes: [['panels.1.type', undefined]],
    finds: [
      'grafana/plugin panel 3 (Requests): has no type; take one of bargauge, gauge, heatmap, row, stat, state-timeline, table, text, timeseries',
    ],
  },
  {
    rule: 'grafana/plugin',
    name: 'a row in a row',
    changes: [['panels.6.panels.2', { type: 'row', id: 10, title: 'Inner', gridPos: { x: 0, y: 26, w: 24, h: 1 } }]],
    finds: ['grafana/plugin panel 10 (Inner): is a row in a row, which Grafana cannot show; take it out'],
  },
  {
    rule: 'grafana/title',
    name: 'no title',
    changes: [['panels.1.title', '']],
    finds: ['grafana/title panel 3: has no title; say what it shows'],
  },
  {
    rule: 'grafana/title',
    name: 'no description',
    changes: [['panels.3.description', undefined]],
    finds: ['grafana/title panel 5 (Connections): has no description; say how to read it, and what is normal'],
  },
  {
    rule: 'grafana/title',
    name: 'a row without a title',
    changes: [['panels.0.title', ' ']],
    finds: ['grafana/title panel 1: has no title; say what it shows'],
  },
  {
    rule: 'grafana/title',
    name: 'a text without content',
    changes: [['panels.6.panels.2.options.content', '']],
    finds: ['grafana/title panel 10 (What to do): is a text without content; write it, or leave it out'],
  },
  {
    rule: 'grafana/ids',
    name: '0',
    changes: [['panels.2.id', 0]],
    finds: ['grafana/ids panel 0 (Targets that are up): has the id 0; number it, from 1 to 2147483647'],
  },
  {
    rule: 'grafana/ids',
    name: 'none',
    changes: [['panels.2.id', undefined]],
    finds: ['grafana/ids panel at position 3 (Targets that are up): has no id; number it, from 1 to 2147483647'],
  },
  {
    rule: 'grafana/ids',
    name: 'a text',
    changes: [['panels.2.id', '4']],
    finds: ['grafana/ids panel at position 3 (Targets that are up): has the id "4"; number it, from 1 to 2147483647'],
  },
  {
    rule: 'grafana/ids',
    name: 'one that another has',
    changes: [['panels.2.id', 3]],
    finds: ['grafana/ids panel 3 (Targets that are up): has the id 3, as has Requests; number one anew'],
  },
  {
    rule: 'grafana/ids',
    name: 'one in a collapsed row that another has',
    changes: [['panels.6.panels.0.id', 4]],
    finds: ['grafana/ids panel 4 (Alerts): has the id 4, as has Targets that are up; number one anew'],
  },
  {
    rule: 'grafana/targets',
    name: 'an empty list',
    changes: [['panels.3.targets', []]],
    finds: ['grafana/targets panel 5 (Connections): asks no query; give it a target, or leave the panel out'],
  },
  {
    rule: 'grafana/targets',
    name: 'none',
    changes: [['panels.3.targets', undefined]],
    finds: ['grafana/targets panel 5 (Connections): asks no query; give it a target, or leave the panel out'],
  },
  {
    rule: 'grafana/targets',
    name: 'a query of a text',
    changes: [['panels.6.panels.2.targets', [{ refId: 'A', expr: 'ALERTS' }]]],
    finds: ['grafana/targets panel 10 (What to do): is a text and asks queries; leave its targets out'],
  },
  {
    rule: 'grafana/targets',
    name: 'a hidden query',
    changes: [['panels.3.targets.0.hide', true]],
    finds: ['grafana/targets panel 5 (Connections), query A: is hidden, so nobody sees what it costs; leave it out'],
  },
  {
    rule: 'grafana/refid',
    name: 'none',
    changes: [['panels.3.targets.0.refId', undefined]],
    finds: ['grafana/refid panel 5 (Connections), query ?: has no refId; call it A, B and so on'],
  },
  {
    rule: 'grafana/refid',
    name: 'one twice',
    changes: [
      ['panels.1.targets.1.refId', 'A'],
      ['panels.1.fieldConfig.overrides', []],
      ['panels.1.fieldConfig.defaults.unit', 'short'],
    ],
    finds: ['grafana/refid panel 3 (Requests), query A: has the refId A, as has another query; take the next letter'],
  },
  {
    rule: 'grafana/layout',
    name: 'an overlap',
    changes: [['panels.2.gridPos.x', 10]],
    finds: [
      'grafana/layout panel 4 (Targets that are up): overlaps panel 3 (Requests); move one of them',
      'grafana/layout panel 5 (Connections): has a gap to the left; move it left',
      'grafana/layout panel 7 (How long requests take): has a gap above; move it up',
    ],
  },
  {
    rule: 'grafana/layout',
    name: 'beyond the last column',
    changes: [['panels.3.gridPos.w', 7]],
    finds: ['grafana/layout panel 5 (Connections): has no gridPos within 24 columns; give whole numbers x, y, w and h'],
  },
  {
    rule: 'grafana/layout',
    name: 'no whole number',
    changes: [['panels.3.gridPos.w', 5.5]],
    finds: ['grafana/layout panel 5 (Connections): has no gridPos within 24 columns; give whole numbers x, y, w and h'],
  },
  {
    rule: 'grafana/layout',
    name: 'none',
    changes: [['panels.3.gridPos', undefined]],
    finds: ['grafana/layout panel 5 (Connections): has no gridPos within 24 columns; give whole numbers x, y, w and h'],
  },
  {
    rule: 'grafana/layout',
    name: 'a gap to the left',
    changes: [['panels.3.gridPos', { x: 19, y: 1, w: 5, h: 8 }]],
    finds: [
      'grafana/layout panel 5 (Connections): has a gap to the left; move it left',
      'grafana/layout panel 7 (How long requests take): has a gap above; move it up',
    ],
  },
  {
    rule: 'grafana/layout',
    name: 'a gap above',
    changes: [
      ['panels.4.gridPos.y', 10],
      ['panels.6.gridPos.y', 18],
    ],
    finds: [
      'grafana/layout panel 6 (Busiest endpoints): has a gap above; move it up',
      'grafana/layout panel 7 (How long requests take): has a gap to the left; move it left',
      'grafana/layout panel 8 (Alerts): begins at y 18, above its section, which begins at y 19; move it down',
      'grafana/layout panel 9 (Targets): begins at y 18, above its section, which begins at y 19; move it down',
    ],
  },
  {
    rule: 'grafana/layout',
    name: 'a neighbour that is lower',
    changes: [['panels.2.gridPos.h', 7]],
    finds: [
      'grafana/layout panel 5 (Connections): has a gap to the left; move it left',
      'grafana/layout panel 7 (How long requests take): has a gap above; move it up',
    ],
  },
  {
    rule: 'grafana/layout',
    name: 'a row that floats',
    changes: [['panels.6.gridPos.y', 20]],
    finds: [
      'grafana/layout panel 2 (Details): is a row that is not at x 0, y 17, 24 wide and 1 high; put it there',
      'grafana/layout panel 8 (Alerts): begins at y 18, above its section, which begins at y 21; move it down',
      'grafana/layout panel 9 (Targets): begins at y 18, above its section, which begins at y 21; move it down',
    ],
  },
  {
    rule: 'grafana/layout',
    name: 'a narrow row',
    changes: [['panels.0.gridPos.w', 12]],
    finds: ['grafana/layout panel 1 (Traffic): is a row that is not at x 0, y 0, 24 wide and 1 high; put it there'],
  },
  {
    rule: 'grafana/layout',
    name: 'a collapsed panel above its row',
    changes: [['panels.6.panels.0.gridPos.y', 3]],
    finds: [
      'grafana/layout panel 8 (Alerts): begins at y 3, above its section, which begins at y 18; move it down',
      'grafana/layout panel 9 (Targets): has a gap to the left; move it left',
      'grafana/layout panel 10 (What to do): has a gap above; move it up',
    ],
  },
]

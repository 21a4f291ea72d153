/** The schemas of what Grafana reads are as strict as what Plimsoll writes. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../../generators/outputs/file.ts'
import { pipeline } from '../../../generators/pipeline.ts'
import { validateAll } from '../../../generators/validate.ts'
import { type Change, changed, goodDashboard } from '../../support/dashboard.ts'
import { root } from '../../support/tsc.ts'

const refuses = (schema: string, value: unknown, says: RegExp) =>
  expect(() => validateAll([{ path: 'file', text: '', schema, value }])).toThrow(says)

describe('a dashboard is refused', () => {
  test.each<[name: string, change: Change, says: RegExp]>([
    ['with a field that nobody knows', ['colour', 'red'], /^file: .*colour/m],
    ['without a uid', ['uid', undefined], /^file: .*uid/m],
    ['with the id of one Grafana', ['id', 5], /^file: .*"id"/m],
    ['that people may edit', ['editable', true], /^file\/editable/m],
    ['of another schemaVersion', ['schemaVersion', 41], /^file\/schemaVersion/m],
    ['with two numbers in its refresh', ['refresh', '1m30s'], /^file\/refresh/m],
    ['with a fixed time', ['time.from', '2026-01-01'], /^file\/time\/from/m],
    ['with a placement of a link', ['links.0.placement', 'inControlsMenu'], /^file\/links\/0: .*placement/m],
    ['with the data source of one Grafana', ['panels.1.datasource.uid', 'abc'], /^file\/panels\/1\/datasource\/uid/m],
    ['with a query of no data source', ['panels.1.targets.0.datasource', undefined], /^file\/panels\/1\/targets\/0/m],
    ['with a panel of AngularJS', ['panels.1.type', 'graph'], /^file\/panels\/1\/type/m],
    ['with a panel without queries', ['panels.1.targets', []], /^file\/panels\/1\/targets/m],
    ['with a panel without a description', ['panels.1.description', undefined], /^file\/panels\/1: .*description/m],
    ['with a panel beyond the grid', ['panels.1.gridPos.w', 25], /^file\/panels\/1\/gridPos\/w/m],
    ['with the options of another panel', ['panels.2.options.legend', {}], /^file\/panels\/2\/options: .*legend/m],
    [
      'with custom fields of another panel',
      ['panels.2.fieldConfig.defaults.custom', {}],
      /^file\/panels\/2\/fieldConfig/m,
    ],
    ['with an option of no panel', ['panels.1.fieldConfig.defaults.custom.lineColour', 1], /lineColour/],
    ['with open panels in a row', ['panels.6.collapsed', false], /^file\/panels\/6\/panels/m],
    ['with thresholds without a base', ['panels.3.fieldConfig.defaults.thresholds.steps.0.value', 0], /steps/],
    [
      'with a variable that asks nothing',
      ['templating.list.1.query', 'label_values(job)'],
      /^file\/templating\/list\/1\/query/m,
    ],
    ['with a variable of a fixed list', ['templating.list.1.options', ['app']], /^file\/templating\/list\/1\/options/m],
  ])('%s', (_, change, says) => refuses('dashboard', goodDashboard(change), says))
})

describe('provisioning', () => {
  let files: readonly OutputFile[] = []
  beforeAll(async () => {
    files = (await pipeline({ definitions: join(root, 'definitions/index.ts'), root: root.replace(/\/$/, '') })).files
  })
  const good = (schema: string): unknown => {
    const file = files.find((one) => one.schema === schema)
    expect(file, `no file has the schema ${schema}`).toBeDefined()
    return file?.value
  }

  test.each<[schema: string, name: string, change: Change, says: RegExp]>([
    ['grafana-datasources', 'two defaults', ['datasources.1.isDefault', true], /isDefault/],
    ['grafana-datasources', 'no default', ['datasources.0.isDefault', false], /must contain/],
    ['grafana-datasources', 'no uid', ['datasources.0.uid', undefined], /uid/],
    ['grafana-datasources', 'a secret', ['datasources.0.secureJsonData', { password: 'x' }], /secureJsonData/],
    ['grafana-datasources', 'a password in a URL', ['datasources.0.url', 'http://u:p@prometheus:9090'], /url/],
    ['grafana-datasources', 'one that people may edit', ['datasources.0.editable', true], /editable/],
    ['grafana-providers', 'another version', ['apiVersion', 2], /apiVersion/],
    ['grafana-providers', 'a path that is relative', ['providers.0.options.path', 'dashboards'], /path/],
    ['grafana-providers', 'changes in the browser', ['providers.0.allowUiUpdates', true], /allowUiUpdates/],
  ])('%s refuses %s', (schema, _, change, says) => {
    validateAll([{ path: 'file', text: '', schema, value: good(schema) }])
    refuses(schema, changed(good(schema), change), says)
  })
})

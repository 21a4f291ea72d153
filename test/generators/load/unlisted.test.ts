/** What is defined and listed nowhere is found, and what is listed is not. */
import { expect, test } from 'vitest'
import { load } from '../../../generators/load/load.ts'
import { unlisted } from '../../../generators/load/unlisted.ts'
import { root, systemFrom, up } from '../../support/system.ts'
import { board, demo, forgotten, group, open, unseen } from '../../support/unlisted.ts'

test('an alert, a recording rule, a group, a dashboard and a metric that nobody lists', async () => {
  // the file that calls the vocabulary is this one's neighbour, as a system's index is that of its alerts
  const { data } = demo
  const here = { data: { ...data, file: forgotten.data.file } }
  const { systems } = await load({ systems: [here], always: [up], root })
  const [system] = systems
  if (!system) throw new Error('the system is not well-formed')
  const nothing = (where: string) =>
    `is exported and in no ${where}, so that nothing comes of it; list it there, or remove it`
  const found = await unlisted(system)
  expect(found.map(({ name, message }) => `${name} ${message}`).sort()).toEqual(
    [
      `${forgotten.data.name} ${nothing('ruleGroup')}`,
      `${open.data.name} ${nothing('ruleGroup')}`,
      `${group.data.name} ${nothing('list of rules of the system')}`,
      `${board.data.name} ${nothing('list of dashboards of the system')}`,
      `${unseen.data.name} ${nothing('list that a target exposes')}`,
    ].sort(),
  )
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(['rule/unlisted']))
})

test('nothing, where all is listed', async () => {
  expect(await unlisted(await systemFrom({}))).toEqual([])
})

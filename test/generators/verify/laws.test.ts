/** What holds whatever a Prometheus answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verify } from '../../../generators/verify/index.ts'
import { learn } from '../../../generators/verify/learn.ts'
import { mostBytes, mostLabels } from '../../../generators/verify/limits.ts'
import { type Question, Unanswered } from '../../../generators/verify/questions.ts'
import { subjectOf } from '../../../generators/verify/subject.ts'
import { brief, listed, visible } from '../../../generators/verify/text.ts'
import { realityOf } from '../../support/prometheus.ts'
import { root } from '../../support/system.ts'
import { asking, lineOf, seen, systemWith } from '../../support/verify.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '\u001b[2J',
    'a\nb',
    '\u202eb',
    '| x |',
    'http://me:hush@h/',
    '',
  ),
)
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

test('a text is one line in which nothing hides, and what is visible stays as it is', () =>
  fc.assert(
    fc.property(hostile, (text) => {
      expect(visible(text)).not.toMatch(invisible)
      expect(visible(visible(text))).toBe(visible(text))
      if (!invisible.test(text) && !text.includes('@')) expect(visible(text)).toBe(text)
      expect(brief(text).length).toBeLessThanOrEqual(201)
      expect(listed(Array.from({ length: 9 }, () => text))).toMatch(/ and 4 more$/)
    }),
  ))

test('whatever stands in an answer, each finding is one sentence in which nothing hides', () =>
  fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (one, two, three) => {
      const { findings, learnt } = await seen((reality) => {
        const [target] = reality.targets
        if (target) Object.assign(target, { health: one, lastError: two })
        reality.targets.push({ labels: { job: three, instance: one, [two]: three }, health: 'up', lastError: '' })
        reality.targets.push({ labels: { job: 'worker', instance: two }, health: 'up', lastError: one })
        reality.series.push({ __name__: one, job: 'worker', instance: 'w1:9000', [two]: three })
        reality.series.push({ __name__: 'work_seconds_count', job: 'worker', instance: 'w1:9000', [two]: three })
        reality.series.push({ __name__: 'jobs_done_total', job: 'worker', instance: 'w1:9000', result: one })
        reality.metadata.worker?.push({ metric: 'work_seconds', type: one, help: two, unit: three })
        for (const group of reality.groups) {
          group.rules.push({ type: 'recording', name: one, query: two, health: three, lastError: one })
          for (const rule of group.rules) Object.assign(rule, { query: one, health: two, lastError: three })
        }
      })
      expect(learnt.failure).toBeUndefined()
      for (const { message, name } of findings) {
        expect(`${name} ${message}`).not.toMatch(invisible)
        expect(message).not.toContain('hush')
        expect(message.length).toBeLessThan(2500)
      }
    }),
    { numRuns: 60 },
  ))

test('the order of an answer does not matter, and problems come first', async () => {
  const lines = (reverse: boolean) =>
    seen((reality) => {
      reality.series.push({ __name__: 'news', job: 'app', instance: 'app:8000' })
      for (const one of reality.series.filter(({ __name__ }) => __name__ === 'http_requests_total')) one.method = 'get'
      if (!reverse) return
      for (const list of [reality.series, reality.targets, reality.groups, ...Object.values(reality.metadata)])
        list.reverse()
    }).then(({ findings }) => findings.map(lineOf))
  const [there, back] = [await lines(false), await lines(true)]
  expect(there).toEqual(back)
  expect(there.map((line) => line.split(' ')[0])).toEqual(['problem', 'note'])
})

test('so many questions are asked and no more, however many series and labels there are', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 50 }), async (labels, series) => {
      const { asked } = await seen((reality) => {
        for (let i = 0; i < labels; i++)
          reality.series.push({ __name__: 'x', job: 'app', instance: 'app:8000', [`l${i}`]: 'y' })
        for (let i = 0; i < series; i++) reality.series.push({ __name__: `m${i}`, job: 'app', instance: 'app:8000' })
      })
      expect(asked.length).toBeLessThanOrEqual(7 + 2 + 2 * mostLabels)
      // a question is as long as the names of the jobs, and not of what they expose
      for (const { params } of asked) expect(JSON.stringify(params).length).toBeLessThan(300)
    }),
    { numRuns: 10 },
  ))

test('what is not answered is not judged, wherever the answers end', async () => {
  const system = await systemWith()
  const subject = await subjectOf(system)
  const all: Question<unknown>[] = []
  await learn(subject, asking(realityOf(system), all))
  for (let most = 0; most <= all.length; most++) {
    let n = 0
    const ask = asking(realityOf(system))
    const learnt = await learn(subject, (question) => {
      n += 1
      return n > most ? Promise.reject(new Unanswered('enough')) : ask(question)
    })
    expect(learnt.failure).toBe(most < all.length ? 'enough' : undefined)
    expect(verify(subject, learnt)).toEqual([])
  }
})

test('README names the bounds that there are', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ')
  expect(readme).toContain(`7, one for each job, and two at most for each of up to ${mostLabels} labels.`)
  expect(readme).toContain(`${mostBytes / 1024 ** 2} MiB are read at most`)
})

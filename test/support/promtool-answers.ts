/** What the real Prometheus answers to many questions at once: promtool prints what it got where nothing is expected. */
import { stringify } from 'yaml'
import { formatDuration } from '../../schemas/model/duration.ts'
import { inFolder } from './folder.ts'
import { promtool } from './promtool.ts'

/** Series as promtool writes them, by name with labels, and what is asked of them. */
export interface Quiz {
  /** Milliseconds between samples. */
  readonly every: number
  readonly series: Readonly<Record<string, string>>
  readonly questions: readonly Question[]
}

export interface Question {
  readonly expr: string
  /** Milliseconds. */
  readonly at: number
}

/** Values by labels, written as Prometheus does but for the name; or why there are none. */
export type Answer = ReadonlyMap<string, number> | { readonly error: string }

/** All answers to each quiz, in order; rules are evaluated every minute. */
export async function answers(quizzes: readonly Quiz[], rules: readonly object[] = []): Promise<Answer[][]> {
  const files = {
    'rules.yml': stringify({ groups: [{ name: 'rules', rules }] }),
    'test.yml': stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests: quizzes.map(testOf) }),
  }
  const { code, output } = await inFolder(files, (cwd) => promtool(['test', 'rules', 'test.yml'], { cwd }))
  const known = new Map([...output.matchAll(told)].map(([, ...parts]) => answerIn(parts)))
  if (code !== 0 && known.size === 0) throw new Error(output)
  return quizzes.map(({ questions }, i) =>
    questions.map(({ expr, at }) => known.get(`${numbered(expr, i)} ${formatDuration(at)}`) ?? new Map()),
  )
}

/** promtool does not say of which test a question is, but repeats a comment in it. */
const numbered = (expr: string, i: number): string => `${expr} # ${i}`

const testOf = ({ every, series, questions }: Quiz, i: number): object => ({
  interval: formatDuration(every),
  input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
  promql_expr_test: [
    ...questions.map(({ expr, at }) => ({ expr: numbered(expr, i), eval_time: formatDuration(at) })),
    // promtool loads samples until the last evaluation of rules before the last question
    { expr: 'absent(vector(1))', eval_time: formatDuration(60_000 + Math.max(...questions.map(({ at }) => at))) },
  ],
})

const told = /expr: ("(?:[^"\\]|\\.)*"), time: (\w+),(?: err: (.+)|\s+exp: nil\s+got: (.*))/g
const sample = /(?:^|, )(\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\}) ([^\s,]+)/g

function answerIn([expr = '', at, error, got = '']: readonly (string | undefined)[]): [string, Answer] {
  const samples = [...got.matchAll(sample)].map(([, labels = '', value = '']): [string, number] => [
    labels.replace(/__name__="[^"]*"(, )?/, ''),
    Number(value.replace('Inf', 'Infinity')),
  ])
  return [`${JSON.parse(expr)} ${at}`, error === undefined ? new Map(samples) : { error }]
}

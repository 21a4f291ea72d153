/** Notifications as lines of the terminal. */
import { lineOf, type Notice } from '../demo/notice.ts'
import pc from './colours.ts'

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

export const tell = (notice: Notice): void =>
  say(`${notice.status === 'firing' ? pc.red('firing  ') : pc.green('resolved')}  ${lineOf(notice)}`)

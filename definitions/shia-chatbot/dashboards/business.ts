/** Rows for Product: who uses the chatbot, and what it makes for them. */
import { block, hours, increase, max, type Panel, panel, sum, toBaseUnit } from 'plimsoll'
import { audioTranscribed, conversationsActive, imagesGenerated, messagesSent, usersActive } from '../metrics/index.ts'

export const users: readonly Panel[] = [
  panel.timeSeries('Active users by plan', {
    description: 'Users who are active, by plan.',
    show: max(usersActive, { by: ['plan', 'environment'] }),
    stacked: true,
  }),
  panel.timeSeries('Active conversations', {
    description: 'Conversations that are active.',
    show: max(conversationsActive, { by: ['environment'] }),
  }),
]

export const content: readonly Panel[] = [
  block.rates('Messages sent', messagesSent, { by: ['user_plan'], per: 'minute', width: 8 }),
  block.rates('Images generated', imagesGenerated, { by: ['model'], per: 'hour', width: 8 }),
  panel.timeSeries('Audio transcribed', {
    description: 'Length of the audio that was transcribed in the last hour, by language.',
    show: toBaseUnit(sum(increase(audioTranscribed, hours(1)), { by: ['language'] })),
    stacked: true,
    width: 8,
  }),
]

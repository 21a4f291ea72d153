import type { Drawing } from '../drawing.ts'
import type { Visualization } from '../sdk.ts'

export const text = ({ panel: { data } }: Drawing): Visualization<'text'> => ({
  type: 'text',
  options: { mode: 'markdown', content: data.text ?? '' },
})

/** How AI-Playground's monitoring runs: beside the application, whose Flower stays with it. */
import { besides } from '../common/stack.ts'

export const aiPlaygroundStack = besides('ai-playground_aiplayground-network')

/** How PyBase's monitoring runs: in the network that its own Compose project makes, at the document's ports. */
import { besides } from '../common/stack.ts'

export const pybaseStack = besides('pybase_default')

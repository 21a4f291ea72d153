/** How the chatbot's monitoring runs: in the network of its queue system, which exists already, at the document's ports. */
import { besides } from '../common/stack.ts'

export const chatbotStack = besides('chatbot-network')

/**
 * The same program from its source, by a Node that reads TypeScript itself: `node generators/start/plain.js simulate pybase`.
 * In a container, what else translates it may have been installed for another platform.
 */
import { main } from '../cli/main.ts'

await main()

/** The 28 metrics of the document, which every replica of the application exposes. */
import { business, storage } from './business.ts'
import { database, http } from './http.ts'
import { llm } from './llm.ts'
import { tasks } from './tasks.ts'

export * from './business.ts'
export * from './http.ts'
export * from './llm.ts'
export * from './tasks.ts'

export const metrics = [http, tasks, llm, database, business, storage].flat()

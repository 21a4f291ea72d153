/** How definitions are imported: as Node does it, unless the start of the commands brings a faster way. */
import { pathToFileURL } from 'node:url'

/** Imports a module by its path. */
export type ImportModule = (file: string) => Promise<object>

export const importModule: ImportModule = (file) => import(pathToFileURL(file).href)

/**
 * The templates as functions, compiled when they are asked for first. In the program as one script, a module with compiled ones
 * stands in the place of this one; see generators/start/program.js.
 */
import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { options } from './options.js'

export const markdown = Handlebars.create()

export const template = (name: string): Handlebars.TemplateDelegate =>
  markdown.compile(readFileSync(new URL(`templates/${name}.hbs`, import.meta.url), 'utf8'), options)

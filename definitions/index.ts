/** The systems that are generated, and the metrics that every one of them has. */
import type { Metric, SystemDefinition } from 'plimsoll'
import { aiPlayground } from './ai-playground/index.ts'
import { scrape } from './exporters/scrape.ts'
import { pybase } from './pybase/index.ts'
import { roboRlhf } from './robo-rlhf/index.ts'
import { shiaChatbot } from './shia-chatbot/index.ts'
import { tensorfleet } from './tensorfleet/index.ts'

export const systems: readonly SystemDefinition[] = [aiPlayground, pybase, roboRlhf, shiaChatbot, tensorfleet]

/** Added by Prometheus to every scrape. */
export const always: readonly Metric[] = Object.values(scrape)

/** The Shia Islamic chatbot: three FastAPI replicas behind NGINX, Celery workers by priority, and language models. */
import { days, gibibytes, system, type Target } from 'plimsoll'
import { probeLimits } from '../common/probes.ts'
import { monitoring } from '../monitoring/index.ts'
import { runbooksOf } from '../published.ts'
import { notifications } from './alerting.ts'
import { blindSpots, celeryCritical, fastapiCritical, llmCost } from './alerts/index.ts'
import { applicationPerformance, celeryMonitoring, llmCosts } from './dashboards/index.ts'
import { starts } from './measures.ts'
import { costRecording, recording } from './recording.ts'
import { chatbotStack } from './stack.ts'
import { application, blackbox, flower, frontend, targetsWith } from './targets.ts'
import { limits } from './thresholds.ts'

/** The system with one of the two ways to scrape the application. */
export const scrapedBy = (scraped: Target) =>
  system('shia-chatbot', {
    title: 'Shia Chatbot',
    description: 'HTTP, Celery tasks, language models and their cost, database, users and storage of the chatbot.',
    // the document asks for a policy and names none: a month of costs can be compared with the month's bill
    retention: days(31),
    // a month of thirty thousand series takes about half of it
    storage: gibibytes(20),
    externalLabels: { system: 'shia-chatbot' },
    runbooks: runbooksOf('shia-chatbot'),
    grafana: 'http://localhost:3000',
    restarts: starts,
    alerting: notifications,
    stack: chatbotStack,
    targets: targetsWith(scraped),
    thresholds: { ...limits, ...probeLimits },
    rules: [recording, costRecording, celeryCritical, fastapiCritical, llmCost, blindSpots],
    mixins: [monitoring({ owner: 'devops', exporters: [flower.job, frontend.job, blackbox.job] })],
    dashboards: [celeryMonitoring, applicationPerformance, llmCosts],
  })

export const shiaChatbot = scrapedBy(application)

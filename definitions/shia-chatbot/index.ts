/** The Shia Islamic chatbot: three FastAPI replicas behind NGINX, Celery workers by priority, and language models. */
import { days, gibibytes, system } from 'plimsoll'
import { probeLimits } from '../common/probes.ts'
import { startsOf } from '../common/starts.ts'
import { monitoring } from '../monitoring/index.ts'
import { runbooksOf } from '../published.ts'
import { notifications } from './alerting.ts'
import { blindSpots, celeryCritical, fastapiCritical, llmCost } from './alerts/index.ts'
import { applicationPerformance, celeryMonitoring, llmCosts } from './dashboards/index.ts'
import { requests, submitted } from './metrics/index.ts'
import { costRecording, recording } from './recording.ts'
import { chatbotStack } from './stack.ts'
import { application, blackbox, flower, frontend } from './targets.ts'
import { limits } from './thresholds.ts'

export const shiaChatbot = system('shia-chatbot', {
  title: 'Shia Chatbot',
  description: 'HTTP, Celery tasks, language models and their cost, database, users and storage of the chatbot.',
  // the document asks for a policy and names none: a month of costs can be compared with the month's bill
  retention: days(31),
  // a month of thirty thousand series takes about half of it
  storage: gibibytes(20),
  externalLabels: { system: 'shia-chatbot' },
  runbooks: runbooksOf('shia-chatbot'),
  grafana: 'http://localhost:3000',
  restarts: startsOf(requests, submitted),
  alerting: notifications,
  stack: chatbotStack,
  targets: [application, flower, frontend, blackbox],
  thresholds: { ...limits, ...probeLimits },
  rules: [recording, costRecording, celeryCritical, fastapiCritical, llmCost, blindSpots],
  mixins: [
    // ReplicaDown and ApplicationDown are the application's own
    monitoring({
      owner: 'devops',
      exporters: [flower.job, frontend.job, blackbox.job],
      except: [application.job],
    }),
  ],
  dashboards: [celeryMonitoring, applicationPerformance, llmCosts],
})

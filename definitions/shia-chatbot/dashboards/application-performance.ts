/** The application and what it is used for, in rows for those who look at them: DevOps, Product, Finance. */
import { dashboard, fixed, row } from 'plimsoll'
import { content, users } from './business.ts'
import { dependencies, errors, health, http } from './devops.ts'
import { storage, usage } from './finance.ts'
import { help } from './help.ts'

export const applicationPerformance = dashboard('application-performance', {
  title: 'Application Performance & Business Metrics',
  description:
    'Requests, database, response times of language models and errors for DevOps, users and content for Product, language models and storage for Finance; by environment.',
  tags: ['devops', 'product', 'finance'],
  variables: [fixed('environment')],
  rows: [
    row('DevOps: system health', health),
    row('DevOps: HTTP requests', http),
    row('DevOps: database and language models', dependencies),
    row('DevOps: rate limits and errors', errors),
    row('Product: users', users),
    row('Product: content', content),
    row('Finance: language models', usage),
    row('Finance: storage', storage),
    help,
  ],
})

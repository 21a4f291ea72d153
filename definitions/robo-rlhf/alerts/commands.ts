/** What several runbooks say: how the log of the application is read, and what a restart of it costs. */

const compose = 'docker compose -p robo-rlhf'

export const status = (service: string): string => `\`${compose} ps ${service}\``
export const startAgain = (service: string): string => `Start it again: \`${compose} up -d ${service}\`.`

export const restart = (service: string): string => `\`${compose} restart ${service}\``

/** The command alone, as other definitions ask for it. */
export const logsOf = (service: string, since = '15m'): string => `${compose} logs --since ${since} ${service}`
export const inApplication = (command: string): string => `\`${compose} exec robo-rlhf ${command}\``

/** The application and training share a container; the first step wherever it is restarted. */
export const runEnds =
  'A training run in this container ends with a restart or a rollback: look at Training on System Overview first, and let it save a checkpoint.'

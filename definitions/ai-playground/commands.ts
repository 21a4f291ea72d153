/** What the runbooks have their readers type: addresses on the host of the application, and the beginnings of commands. */
export const api = 'http://localhost:8000'
export const flowerPages = 'http://localhost:5555/flower'
export const compose = 'docker compose -p ai-playground'
const celery = 'celery -A celery_worker.celery_app'

const url = (path: string): string => `'${api}/api/v1/celery/${path}'`
const authorized = 'curl -H "Authorization: Bearer $TOKEN"'

/** The document keeps all but the health endpoint for superusers: `$TOKEN` is that of one. */
export const ask = (path: string): string => `\`${authorized} ${url(path)}\``
export const revoke = (path = '<task_id>/revoke'): string => `\`${authorized} -X POST ${url(`tasks/${path}`)}\``
export const health = `\`curl ${url('health')}\``
export const token = '`$TOKEN` being the token of a superuser'

export const logging = (since: string, service: string): string => `${compose} logs --since ${since} ${service}`
export const logs = (since: string, service = 'celery-worker'): string => `\`${logging(since, service)}\``
export const inspect = `\`${compose} exec celery-worker ${celery} inspect ping\``
export const startWorker = `\`${compose} start celery-worker\``

/** As many workers as there are to be; those that run go on. */
export const addWorker =
  'in the folder of the application, `docker compose up -d --no-recreate --scale celery-worker=2 celery-worker`, whose service must have no `container_name`'
/** A scale that is lowered would end any worker, with the task that it executes. */
export const removeWorker = `\`${compose} exec celery-worker ${celery} control shutdown -d <worker>\``

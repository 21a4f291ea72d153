/** docker-compose.yml: what holds for every service of every system, and what others say of it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { describe, expect, test } from 'vitest'
import { always, systems } from '../../../../definitions/index.ts'
import { load } from '../../../../generators/load/load.ts'
import type { System } from '../../../../generators/load/system.ts'
import { compose } from '../../../../generators/outputs/compose/index.ts'
import { render } from '../../../../generators/outputs/index.ts'
import { validateAll } from '../../../../generators/validate.ts'
import { inFolder } from '../../../support/folder.ts'
import { fileOf, full, textOf } from '../../../support/stack.ts'
import { root, systemFrom } from '../../../support/system.ts'

/** Each stack there is, and one with every exporter. */
async function allStacks(): Promise<System[]> {
  const loaded = await load({ systems, always, root })
  const stacks = [...loaded.systems, await systemFrom(full)].filter(({ data }) => data.stack)
  expect(stacks.length).toBeGreaterThan(0)
  return stacks
}

/** What a container may see beyond its own folder, each for a reason that docs/stack.md gives. */
const hostPaths: Readonly<Record<string, readonly string[]>> = {
  'node-exporter': ['/'],
  cadvisor: ['/', '/var/run', '/sys', '/var/lib/docker'],
  'demo-simulator': ['definitions', 'generators', 'node_modules', 'package.json', 'schemas'].map(
    (path) => `../../${path}`,
  ),
}
const asRoot = ['cadvisor', 'dcgm-exporter']

describe('every service of every system', () => {
  test('is healthy by a command, limited, restarted, without rights, and logs within bounds', async () => {
    for (const system of await allStacks()) {
      for (const [name, found] of Object.entries(fileOf(system).services)) {
        expect(found, name).toMatchObject({
          healthcheck: { test: expect.arrayContaining(['CMD']) },
          restart: 'unless-stopped',
          read_only: true,
          cap_drop: ['ALL'],
          security_opt: ['no-new-privileges:true'],
          deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.stringMatching(/^\d+[mg]$/) } } },
        })
      }
    }
  })

  test('is no root but where it must, and mounts read-only, from its own folder but where it must', async () => {
    for (const system of await allStacks()) {
      for (const [name, { user, volumes = [] }] of Object.entries(fileOf(system).services)) {
        expect(user.startsWith('0:'), `${name} as ${user}`).toBe(asRoot.includes(name))
        const binds = volumes.filter(({ type }) => type === 'bind')
        expect(binds.filter(({ read_only }) => !read_only)).toEqual([])
        const absolute = binds.map(({ source }) => source).filter((source) => !source.startsWith('./'))
        expect(absolute).toEqual(hostPaths[name] ?? [])
      }
    }
  })

  test('publishes at 127.0.0.1 only, and exporters nothing', async () => {
    for (const system of await allStacks()) {
      for (const [name, { ports = [] }] of Object.entries(fileOf(system).services)) {
        if (!['prometheus', 'alertmanager', 'grafana'].includes(name) && !name.startsWith('demo-'))
          expect(ports, name).toEqual([])
        for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
      }
    }
  })

  test('holds no secret but by its path, and its image has a version', async () => {
    for (const system of await allStacks()) {
      for (const { image, environment = {} } of Object.values(fileOf(system).services)) {
        expect(image).toMatch(/:[\w.-]*\d[\w.-]*$/)
        for (const [name, value] of Object.entries(environment)) {
          if (/PASS|SECRET|TOKEN/.test(name)) expect(value, name).toMatch(/^\/run\/secrets\/[a-z0-9-]+$/)
        }
      }
    }
  })
})

describe('the demo of every system', () => {
  const demoOf = (system: System) =>
    Object.entries(fileOf(system).services).filter(([name]) => name.startsWith('demo-'))

  test('starts without the stack, and the stack without it', async () => {
    for (const system of await allStacks()) {
      const { services } = fileOf(system)
      const profiles = Object.entries(services).map(([name, found]) => [name.startsWith('demo-'), found.profiles])
      expect(new Set(profiles.map(String))).toEqual(new Set(['true,demo', 'false,monitoring']))
      const usual = compose(system).find(({ path }) => path.endsWith('/.env'))?.text
      if (system.data.stack?.data.profile === undefined) expect(usual).toMatch(/^COMPOSE_PROFILES=monitoring$/m)
      else expect(usual).toBeUndefined()
    }
  })

  test('has no secret, no volume, and no network but its own', async () => {
    for (const system of await allStacks()) {
      for (const [name, { secrets, volumes = [], networks }] of demoOf(system)) {
        expect(secrets, name).toBeUndefined()
        expect(volumes.map(({ type }) => type)).not.toContain('volume')
        expect(Object.keys(networks)).toEqual(['demo'])
      }
    }
  })

  test('waits for nobody but itself', async () => {
    for (const system of await allStacks()) {
      const names = demoOf(system).map(([name]) => name)
      for (const [, { depends_on = {} }] of demoOf(system))
        expect(names).toEqual(expect.arrayContaining(Object.keys(depends_on)))
    }
  })

  test('answers to every name that Prometheus and Grafana ask for, each once', async () => {
    for (const system of await allStacks()) {
      const aliases = demoOf(system).flatMap(([, { networks }]) => networks.demo?.aliases ?? [])
      expect(new Set(aliases).size).toBe(aliases.length)
      const asked = system.targets.flatMap(({ data }) => data.hosts)
      expect(aliases).toEqual(expect.arrayContaining([...asked, 'prometheus']))
    }
  })

  test('mounts files that are there', async () => {
    const { systems: loaded } = await load({ systems, always, root })
    for (const system of loaded) {
      const written = render(system).map(({ path }) => `${path.slice(system.name.length)}/`)
      const isThere = (source: string) =>
        source.startsWith('../../')
          ? existsSync(join(root, source.slice(6)))
          : written.some((path) => path.startsWith(`${source.slice(1)}/`))
      const sources = demoOf(system).flatMap(([, { volumes = [] }]) => volumes.map(({ source }) => source))
      expect(sources.filter((source) => !isThere(source))).toEqual([])
    }
  })
})

test('the head says what to do at the first start', async () => {
  const system = await systemFrom(full)
  expect(textOf(system).split('\n').slice(0, 24)).toEqual([
    '# Generated from definitions/exporters/, test/support/ by npm run generate. Do not edit.',
    '# yaml-language-server: $schema=../../schemas/files/compose.schema.json',
    '# At the first start, in this folder: make the secrets. The folder keeps others out; containers must read the files.',
    '#     mkdir -m 700 -p secrets',
    '#     (umask 022; openssl rand -base64 24 > secrets/grafana-admin-password)',
    '#     (umask 022; openssl rand -base64 24 > secrets/grafana-secret-key)',
    '# These exist already, or are agreed with another program; paste each, then Enter and Ctrl-D.',
    '#     (umask 022; cat > secrets/mongodb-exporter)  # for mongodb-exporter',
    '#     (umask 022; cat > secrets/postgres)  # for postgres-exporter',
    '#     (umask 022; cat > secrets/redis-passwords)  # for redis-exporter',
    '# The application must run, since its network app_default is used. Then start, and wait until all are healthy:',
    '#     docker compose up --detach --wait',
    '# Grafana is at http://localhost:3000, for admin with the password in secrets/grafana-admin-password.',
    '# What must be there before:',
    '#     alertmanager: A mail relay is at `mail`.',
    '#     cadvisor: The host is Linux, and Docker keeps its data in `/var/lib/docker`.',
    '#     celery-exporter: Celery sends events: `worker_send_task_events` and `task_send_sent_event` are on.',
    '#     dcgm-exporter: The host has the NVIDIA Container Toolkit.',
    '#     flower: Workers of Celery run with `-E`.',
    '#     mongodb-exporter: MongoDB takes TLS, and knows the subject of that certificate:',
    "#         `db.getSiblingDB('$external').createUser({ user: 'CN=…', roles: [{ role: 'clusterMonitor', db: 'admin' }, { role: 'read', db: 'local' }] })`",
    '#     postgres-exporter: PostgreSQL knows the user `exporter`, with the password in that file:',
    "#         `CREATE USER exporter PASSWORD '…'; GRANT pg_monitor TO exporter;`",
    '#     redis-exporter: The file of passwords is JSON: `{ "redis://redis:6379": "the password" }`.',
  ])
})

interface Linted {
  readonly filePath: string
  readonly messages: readonly { readonly rule: string; readonly message: string }[]
}

/** Order is that of the definitions, and the YAML library quotes what needs it. */
const notOurs = ['service-keys-order', 'services-alphabetical-order', 'require-quotes-in-ports']

test('the linter of Compose files finds nothing', async () => {
  const texts = (await allStacks()).map((system) => [`${system.name}/docker-compose.yml`, textOf(system)])
  await inFolder(Object.fromEntries(texts), async (cwd) => {
    const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] })
    const results: readonly Linted[] = await linter.lintFiles([cwd], true)
    expect(results).toHaveLength(texts.length)
    const messages = results.flatMap(({ filePath, messages: all }) =>
      all.filter(({ rule }) => !notOurs.includes(rule)).map(({ rule, message }) => `${filePath}: ${rule}: ${message}`),
    )
    expect(messages).toEqual([])
  })
})

test('the Compose specification is what a file is held against', async () => {
  const [file] = compose(await systemFrom(full))
  const value = structuredClone(file?.value) as { services: Record<string, Record<string, unknown>> }
  const { prometheus } = value.services
  if (!file || !prometheus) throw new Error('there is no service prometheus')
  expect(() => validateAll([{ ...file, value }])).not.toThrow()
  prometheus.environment = { A: { nested: true } }
  expect(() => validateAll([{ ...file, value }])).toThrow('/services/prometheus/environment')
})

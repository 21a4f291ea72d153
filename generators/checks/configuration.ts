/** Checks of the files of configuration that are written for what runs under Compose. */
import { type Configuration, configurationsOf, type Exporter, runningOf, volumesOf } from '../facts/services.ts'
import { hasSchema } from '../schema-file.ts'
import { type Check, found } from './check.ts'
import { repeated } from './repeated.ts'

/** The folders of a system in which other files are, or which git leaves out. */
export const ownFolders: readonly string[] = [
  'alertmanager',
  'blackbox',
  'demo',
  'docs',
  'grafana',
  'prometheus',
  'secrets',
]

export const stackConfiguration: Check = {
  id: 'stack/configuration',
  doc: `A configuration of a container is written in the folder of its service, and held against the JSON Schema of its name in
schemas/files/, as every other file is. So there is a schema of that name, the configuration fits it, and nothing else is written to that
file or mounted at its path. What the program knows and the schema does not is added to the schema.`,
  run: (system) => {
    const services = runningOf(system).filter((service) => service.kind === 'exporter')
    // of two services with one name another check tells
    const written = services
      .filter((service) => !repeated(services, ({ name }) => name).includes(service))
      .flatMap((service) => configurationsOf(service).map((file) => ({ service, file })))
    const again = repeated(written, ({ file }) => file.path.toLowerCase())
    const problems = [
      ...again.map(({ service, file }) => ({
        service,
        message: `two configurations would be written to ${file.path}; rename one of the files, or its service`,
      })),
      ...written.flatMap(({ service, file }) => unknown(file).map((message) => ({ service, message }))),
      ...services.flatMap((service) =>
        [...inOwnFolder(service), ...mountedTwice(service)].map((message) => ({ service, message })),
      ),
    ]
    return problems.map(({ service: { name, container }, message }) => found({ name, file: container.file }, message))
  },
}

function inOwnFolder({ name, container }: Exporter): string[] {
  if (!ownFolders.includes(name.toLowerCase()) || Object.keys(container.configuration).length === 0) return []
  return [`its configuration would be written among the files of ${name}/; give the service another name`]
}

function mountedTwice(service: Exporter): string[] {
  const { mounts, tmpfs } = service.container
  const volumes = volumesOf(service).map(({ target }) => target)
  const all = [...Object.values(mounts), ...volumes, ...tmpfs, ...configurationsOf(service).map(({ target }) => target)]
  return repeated(all, (path) => path).map((path) => `two things are mounted at ${path}; leave out one of them`)
}

function unknown({ path, schema }: Configuration): string[] {
  if (hasSchema(schema)) return []
  const name = path.slice(path.indexOf('/') + 1)
  return [
    `there is no schema for ${name}; add schemas/files/${schema}.schema.json, or write the file by hand and give it in mounts`,
  ]
}

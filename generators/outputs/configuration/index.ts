/** The configuration of what runs beside, such as a log shipper: a file for each that a container names, in a folder of its service. */
import { configurationsOf, type Exporter, runningOf } from '../../facts/services.ts'
import type { System } from '../../load/system.ts'
import { type Output, type OutputFile, origin, yamlFile } from '../file.ts'

export const configuration: Output = (system) =>
  runningOf(system).flatMap((service) => (service.kind === 'exporter' ? filesOf(system, service) : []))

const filesOf = (system: System, service: Exporter): OutputFile[] =>
  configurationsOf(service).map(({ path, schema, value }) =>
    yamlFile({
      path: `${system.name}/${path}`,
      schema,
      value,
      origin: origin(system, service.container.file),
    }),
  )

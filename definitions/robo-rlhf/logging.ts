/** Logs: what the document's StructuredLogger writes, one JSON object a line, on its way to Elasticsearch. */
import { container, mebibytes } from 'plimsoll'
import { images } from '../images.ts'

const folder = '/usr/share/filebeat'

/** `datetime.utcnow().isoformat()`: without a zone; Go reads the microseconds, which are left out where they are 0, by itself. */
const time = {
  field: 'timestamp',
  layouts: ['2006-01-02T15:04:05'],
  timezone: 'UTC',
  test: ['2025-11-26T12:00:00.123456', '2025-11-26T12:00:00'],
  // a line that is no JSON has none, and is shipped as it is
  ignore_missing: true,
}

/** The fields of a line, by the names that Kibana knows: https://www.elastic.co/guide/en/ecs/current/ecs-log.html */
const fields = [
  { from: 'level', to: 'log.level' },
  { from: 'logger', to: 'log.logger' },
  { from: 'module', to: 'log.origin.file.name' },
  { from: 'function', to: 'log.origin.function' },
  { from: 'line', to: 'log.origin.file.line' },
]

export const filebeat = container({
  image: images.filebeat,
  // the configuration belongs to whoever generated it, which Filebeat refuses otherwise
  command: ['-e', '--strict.perms=false'],
  mounts: { './logs': `${folder}/logs` },
  // Filebeat's registry: how far each file was read
  volumes: { registry: `${folder}/data` },
  configuration: {
    [`${folder}/filebeat.yml`]: {
      'filebeat.inputs': [
        {
          type: 'filestream',
          id: 'robo-rlhf',
          paths: [`${folder}/logs/*.log`],
          parsers: [{ ndjson: { target: '', overwrite_keys: true, add_error_key: true } }],
        },
      ],
      processors: [
        { timestamp: time },
        { rename: { fields, ignore_missing: true, fail_on_error: false } },
        { add_fields: { target: 'service', fields: { name: 'robo-rlhf' } } },
      ],
      'output.elasticsearch': { hosts: ['http://elasticsearch:9200'] },
      'http.enabled': true,
      'http.host': '127.0.0.1',
      'http.port': 5066,
    },
  },
  user: '1000:0',
  health: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/5066'],
  limits: { memory: mebibytes(256), cpus: 0.5 },
  needs: [
    'The application has to change: StructuredLogger has a StreamHandler only, which writes to the console, and Filebeat reads files. Give it a FileHandler with the same formatter too, for a file `*.log` that others may read, in the folder `logs` beside this file.',
    'Elasticsearch 7.17 is at `elasticsearch`, port 9200, in the network of the application, without a password; until it is, lines wait in their files. Give its lifecycle policy `filebeat` a phase that deletes old ones: by itself it keeps them for ever.',
  ],
})

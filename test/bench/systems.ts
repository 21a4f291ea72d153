/** One cold run over as many systems as its argument says: how long loading, checking and rendering take, in milliseconds. */
import { check } from '../../generators/checks/index.ts'
import { load } from '../../generators/load/load.ts'
import { render } from '../../generators/outputs/index.ts'

const { systems, always } = await import('../../definitions/index.ts')
const wanted = Number(process.argv[2] ?? 1)
const many = Array.from({ length: wanted }, (_, i) => {
  const { data } = systems[i % systems.length] as (typeof systems)[number]
  return { data: { ...data, name: `${data.name}-${i}` } }
})

const before = performance.now()
const { systems: loaded } = await load({ systems: many, always, root: process.cwd() })
const checkFrom = performance.now()
loaded.flatMap(check)
const renderFrom = performance.now()
const files = loaded.flatMap(render)
const end = performance.now()
console.log(
  JSON.stringify({
    files: files.length,
    load: checkFrom - before,
    check: renderFrom - checkFrom,
    render: end - renderFrom,
  }),
)

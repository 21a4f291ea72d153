export { dependencyAlerts } from './dependencies.ts'
export { documentAlerts } from './document.ts'
export { gpuAlerts } from './training-and-gpus.ts'

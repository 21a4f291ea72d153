export { dependencyAlerts } from './dependencies.ts'
export { documentAlerts } from './document.ts'
export { externalStorageAlerts } from './external-storage.ts'
export { trainingAndGpuAlerts } from './training-and-gpus.ts'

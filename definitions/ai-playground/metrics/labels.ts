/** Labels that several of the application's metrics share. */
import { oneOf, open } from 'plimsoll'

export const taskName = open({
  atMost: 30,
  like: [
    'app.tasks.training_tasks.train_model',
    'app.tasks.tuning_tasks.tune_hyperparameters',
    'app.tasks.preprocessing_tasks.preprocess_dataset',
  ],
})
export const workerName = open({ atMost: 20, like: ['celery@worker1', 'celery@worker2'] })
export const processType = oneOf('api', 'celery_worker')
export const modelType = open({ atMost: 30, like: ['random_forest', 'gradient_boosting', 'logistic_regression'] })
export const mlTask = open({ atMost: 5, like: ['classification', 'regression'] })
export const tuningMethod = open({ atMost: 5, like: ['grid_search', 'random_search', 'bayesian'] })
export const result = oneOf('success', 'failure')
/** Route templates, never paths: `/api/v1/celery/tasks/{task_id}/status`. */
export const endpoint = open({
  atMost: 80,
  like: ['/api/v1/models', '/api/v1/datasets/{id}', '/api/v1/celery/tasks/{task_id}/status'],
})

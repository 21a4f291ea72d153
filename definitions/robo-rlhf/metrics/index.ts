/** What the two processes of Robo-RLHF expose; everything else comes from exporters. */
export * from './application.ts'
export * as training from './training.ts'

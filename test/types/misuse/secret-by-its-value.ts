import { slack } from 'plimsoll'
export const e = slack({ urlFile: 'https://hooks.slack.example/services/T0/B0' })

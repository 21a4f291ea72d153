/** Robo-RLHF's load lines. */
import { celsius, count, minutes, percent, perSecondOf, thresholds } from 'plimsoll'

export const limits = thresholds({
  errorRate: {
    above: perSecondOf(count(0.1)),
    why: 'One request in ten seconds that the server fails is no accident any more; over all endpoints together.',
  },
  gpuTemperature: {
    above: celsius(85),
    why: 'Data-centre GPUs lower their clocks between 85 and 90 °C, and training slows down.',
  },
  containerMemory: {
    above: percent(90),
    why: 'The kernel kills a process of the container at its limit, and nothing is saved before.',
  },
  remoteWriteLag: {
    above: minutes(10),
    why: 'Samples that wait come out of the WAL, which holds two hours; there is time to act, and not much.',
  },
  remoteWriteRefused: {
    above: percent(1),
    why: 'What the storage refuses is not sent again, so that each is a gap there.',
  },
})

/** Labels of every series that cAdvisor exposes of a container. */
import { open } from 'plimsoll'

export const container = {
  id: open({ atMost: 100, like: ['/system.slice/docker-4c0f.scope'] }),
  name: open({ atMost: 100, like: ['backend', 'postgres'] }),
  image: open({ atMost: 100, like: ['postgres:18'] }),
}

/** A container has one id, one name and one image, so that the three do not multiply. */
export const perContainer = { labels: container, atMost: 100 } as const

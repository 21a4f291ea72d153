/** Questions to the server of the page; an answer that is none is an error with its sentence. */
export async function ask<T>(path: string, params: Readonly<Record<string, string | number>> = {}): Promise<T> {
  const search = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]))
  return answered<T>(fetch(`/api/${path}?${search}`))
}

export async function askPrometheus<T>(path: string, params: Readonly<Record<string, string | number>>): Promise<T> {
  return (await ask<{ readonly data: T }>(`prometheus/${path}`, params)).data
}

export const tell = <T>(path: string): Promise<T> => answered<T>(fetch(`/api/${path}`, { method: 'POST' }))

async function answered<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked.catch(() => {
    throw new Error('The demo does not answer; see whether it was ended.')
  })
  const answer = (await response.json()) as T & { readonly error?: string }
  if (!response.ok) throw new Error(answer.error ?? `The demo answered ${response.status}.`)
  return answer
}

export const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

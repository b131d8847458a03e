// First answers of writes that carried an `Idempotency-Key`, for the setting of that name. Not CARE's: see there.
import type { Answer } from './answer.ts'
import type { Settings } from './settings.ts'

export interface KeyedAnswers {
  /** The first answer that this key had from this user at this address; else what `handle` says, kept if it is a yes. */
  once(userId: string, address: string, key: string | undefined, handle: () => Answer): Answer
  clear(): void
}

export function createKeyedAnswers(settings: Pick<Settings, 'idempotencyKeys'>): KeyedAnswers {
  const answers = new Map<string, Answer>()
  return {
    once(userId, address, key, handle) {
      if (!settings.idempotencyKeys || key === undefined || address.startsWith('GET ')) return handle()
      const name = `${userId} ${address} ${key}`
      const answer = answers.get(name) ?? handle()
      if (answer.status < 400) answers.set(name, answer)
      return answer
    },
    clear: () => answers.clear(),
  }
}

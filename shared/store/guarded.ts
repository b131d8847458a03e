// Every await on a database can end: with its value, with a time-out, or with a failure that says what is wrong.

import { FailureError, type StorageReason } from '../failure.ts'
import type { Clock } from '../ports.ts'

const reasons: Record<string, StorageReason> = {
  QuotaExceededError: 'quota',
  DatabaseClosedError: 'closed',
  InvalidStateError: 'closed',
  BlockedError: 'blocked',
  TimeoutError: 'timeout',
}

export function storageFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error
  const names = namesOf(error)
  const reason = names.map((name) => reasons[name]).find((known) => known !== undefined) ?? 'unavailable'
  return new FailureError({ code: 'storage', reason, detail: names[0] ?? 'unknown' })
}

/** An abort tells its cause in `inner`. */
function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const { name, inner } = error as { name?: unknown; inner?: unknown }
  return [...(typeof name === 'string' ? [name] : []), ...namesOf(inner)]
}

/** Rejects with a storage failure when the work fails or is not done in time. The work itself may still go on. */
export async function guarded<Value>(
  clock: Clock,
  timeoutMs: number,
  work: () => PromiseLike<Value>,
): Promise<Value> {
  const timer = clock.timer(timeoutMs)
  const late = timer.done.then((): never => {
    throw new FailureError({ code: 'storage', reason: 'timeout', detail: `${timeoutMs} ms` })
  })
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    throw isBug(error) ? error : storageFailure(error)
  } finally {
    timer.cancel()
  }
}

export const isTimeout = (error: unknown): boolean =>
  error instanceof FailureError && error.failure.code === 'storage' && error.failure.reason === 'timeout'

const isBug = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  (error instanceof Error && error.name === 'IllegalTransition')

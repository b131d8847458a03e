// One write, one step on its way: look if its answer was lost, otherwise check for a conflict, put the server's ids
// in, and send. What comes of it is on record before this resolves.

import { replaceOfflineIdsInWrite } from '../ids/replace-offline-ids.ts'
import type { OfflineWrite } from '../outbox/offline-write.ts'
import type { StepEvent } from '../outbox/outbox.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { Pause } from './ask.ts'
import { type AttemptTools, attemptLock, newAttempt, runAttempt, settleDelayMs } from './attempt.ts'
import { computeBackoffDelay } from './backoff.ts'
import { baseFrom, checkConflict } from './detect-conflict.ts'
import { probeWrite } from './probe-write.ts'

export interface OneWrite {
  received: boolean
  /** Nothing else can be sent now either. */
  pause: Pause | null
}

export interface ReplayTools extends AttemptTools {
  enableConflictDetection: boolean
}

const moved: OneWrite = { received: false, pause: null }
/** Somebody else took a step with this write in the meantime: look at it anew. */
const overtaken: OneWrite = { received: false, pause: null }
const received: OneWrite = { received: true, pause: null }

export async function syncOneWrite(
  tools: ReplayTools,
  write: OfflineWrite,
  view: LocalView,
): Promise<OneWrite> {
  if (write.syncStatus === 'unconfirmed') return lookForIt(tools, write, view)
  const policy = tools.policies.write(write.syncRouteKey)
  if (!policy)
    return mark(tools, write, {
      type: 'needs-attention',
      failure: { code: 'unknown-type', type: write.type },
    })
  const { request } = replaceOfflineIdsInWrite(write, view.ids)
  const matched: MatchedWrite = { policy, request, params: policy.path.match(request.path) ?? {} }
  if (!tools.enableConflictDetection || !policy.conflict) return send(tools, write, request)
  return detectAndMarkConflict(tools, write, matched, view)
}

async function lookForIt(
  tools: ReplayTools,
  write: Extract<OfflineWrite, { syncStatus: 'unconfirmed' }>,
  view: LocalView,
): Promise<OneWrite> {
  const probed = await probeWrite(write, view, tools.policies, tools.line)
  if ('found' in probed) return settle(tools, write, probed.found)
  if ('absent' in probed) {
    return write.retries >= tools.maxRetries
      ? mark(tools, write, { type: 'needs-attention', failure: write.lastError })
      : mark(tools, write, { type: 'probe-absent' })
  }
  if ('unsure' in probed) {
    return mark(tools, write, {
      type: 'needs-attention',
      failure: { code: 'unsure', candidates: probed.unsure },
    })
  }
  const retryAfterMs = probed.kind === 'postponed' ? probed.retryAfterMs : 0
  const probeAtMs = later(tools, write, retryAfterMs) + settleDelayMs
  await mark(tools, write, { type: 'probe-postponed', failure: probed.failure, probeAtMs })
  return { received: false, pause: probed.kind === 'paused' ? probed.pause : null }
}

/** Marks a conflict, or sends what is left of the update after merging. */
async function detectAndMarkConflict(
  tools: ReplayTools,
  write: OfflineWrite,
  matched: MatchedWrite,
  view: LocalView,
): Promise<OneWrite> {
  const check = await checkConflict(write, matched, view.ids, tools.line)
  switch (check.kind) {
    case 'same':
      return settle(tools, write, check.record)
    case 'send':
      return send(tools, write, { ...matched.request, body: check.payload })
    case 'unchecked':
      return send(tools, write, matched.request)
    case 'conflict':
      return mark(tools, write, { type: 'conflict-found', conflictData: check.conflictData })
    case 'gone':
      return mark(tools, write, {
        type: 'needs-attention',
        failure: { code: 'refused', status: 404, words: 'The record does not exist any more' },
      })
    case 'paused':
      return { received: false, pause: check.pause }
    case 'postponed':
      return write.retries + 1 >= tools.maxRetries
        ? mark(tools, write, { type: 'needs-attention', failure: check.failure })
        : mark(tools, write, {
            type: 'postponed',
            failure: check.failure,
            retryAtMs: later(tools, write, check.retryAfterMs),
          })
  }
}

async function send(
  tools: ReplayTools,
  write: OfflineWrite,
  request: MatchedWrite['request'],
): Promise<OneWrite> {
  return tools.locks.withLock(attemptLock(write.id), async () => {
    const attempt = newAttempt(tools.random, tools.clock)
    const started = await mark(tools, write, { type: 'attempt-started', attempt })
    if (started === overtaken) return moved
    const end = await runAttempt(tools, write, attempt, request)
    if (end.kind === 'received') return received
    if (end.kind === 'kept') return { received: false, pause: end.pause }
    const refused: StepEvent = { type: 'needs-attention', failure: end.failure }
    await tools.outbox.markWriteStatus(write.id, refused, { attemptId: attempt.id })
    return moved
  })
}

async function settle(
  tools: ReplayTools,
  write: OfflineWrite,
  response: OfflineWrite['payload'],
): Promise<OneWrite> {
  const base = baseFrom(tools.policies, write.resourceType, response)
  const marked = await mark(tools, write, {
    type: 'probe-found',
    response,
    atMs: tools.clock.now(),
    ...(base ? { base } : {}),
  })
  return marked === overtaken ? overtaken : received
}

async function mark(tools: ReplayTools, write: OfflineWrite, event: StepEvent): Promise<OneWrite> {
  const row = await tools.outbox.markWriteStatus(write.id, event, { status: write.syncStatus })
  return row ? moved : overtaken
}

const later = (
  { clock, random, retryDelayMs }: ReplayTools,
  write: OfflineWrite,
  retryAfterMs: number,
): number =>
  clock.now() +
  computeBackoffDelay(write.retries, random.fraction(), retryAfterMs, {
    baseMs: retryDelayMs,
    capMs: 300_000,
  })

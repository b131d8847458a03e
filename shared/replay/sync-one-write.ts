// One write, one step on its way: look if its answer was lost, otherwise check what the server holds by now, put the
// server's ids in, and send. What comes of it is on record before this resolves.

import type { Failure } from '../failure.ts'
import { replaceOfflineIdsInWrite } from '../ids/replace-offline-ids.ts'
import type { Attempt, OfflineWrite, WriteIn } from '../outbox/offline-write.ts'
import type { StepEvent } from '../outbox/outbox.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import type { Pause } from './ask.ts'
import { askFirst, type Unanswered } from './ask-first.ts'
import {
  type AttemptEnd,
  type AttemptTools,
  attemptLock,
  newAttempt,
  runAttempt,
  settleDelayMs,
} from './attempt.ts'
import { computeBackoffDelay } from './backoff.ts'
import { checkConflict } from './detect-conflict.ts'
import { explainRefusal } from './explain-refusal.ts'
import { probeWrite } from './probe-write.ts'
import { rebaseFrom } from './rebase.ts'
import type { ReplayView } from './replay-view.ts'

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
  view: ReplayView,
): Promise<OneWrite> {
  if (write.syncStatus === 'unconfirmed') return lookForIt(tools, write, view)
  const matched = tools.policies.matchStored(write, replaceOfflineIdsInWrite(write, view.ids).request)
  if (!matched) return needsAttention(tools, write, { code: 'unknown-type', type: write.type })
  if (!tools.enableConflictDetection) return guardAndSend(tools, write, matched, view)
  return detectAndMarkConflict(tools, write, matched, view)
}

async function lookForIt(
  tools: ReplayTools,
  write: WriteIn<'unconfirmed'>,
  view: ReplayView,
): Promise<OneWrite> {
  // Of content nobody sees anything before its last step: there is nothing to look for.
  if (tools.policies.write(write.syncRouteKey)?.content && !write.reached?.isPut) {
    return goOn(tools, write)
  }
  const probed = await probeWrite(write, view.ids, tools)
  if ('found' in probed) return settle(tools, write, probed.found)
  if ('absent' in probed) return absent(tools, write)
  if ('unsure' in probed) {
    return needsAttention(tools, write, { code: 'unsure', candidates: probed.unsure })
  }
  const retryAfterMs = probed.kind === 'postponed' ? probed.retryAfterMs : 0
  const probeAtMs = later(tools, write, retryAfterMs) + settleDelayMs
  await mark(tools, write, { type: 'probe-postponed', failure: probed.failure, probeAtMs })
  return { received: false, pause: probed.kind === 'paused' ? probed.pause : null }
}

/** Not there, or not there yet: what nobody answered may still be carried out, and is looked for once more. */
async function absent(tools: ReplayTools, write: WriteIn<'unconfirmed'>): Promise<OneWrite> {
  const { lastError: failure, attempt } = write
  const { lateCommitMs } = tools
  const certainAtMs = attempt.startedAtMs + lateCommitMs
  const leftMs = certainAtMs - tools.clock.now()
  if (attempt.unanswered && leftMs > 0 && leftMs <= lateCommitMs) {
    return mark(tools, write, { type: 'probe-postponed', failure, probeAtMs: certainAtMs })
  }
  return goOn(tools, write)
}

const goOn = (tools: ReplayTools, write: WriteIn<'unconfirmed'>): Promise<OneWrite> =>
  write.retries >= tools.maxRetries
    ? needsAttention(tools, write, write.lastError)
    : mark(tools, write, { type: 'probe-absent' })

/** Marks a conflict, or sends what is left of the update after merging. */
async function detectAndMarkConflict(
  tools: ReplayTools,
  write: OfflineWrite,
  matched: MatchedWrite,
  view: ReplayView,
): Promise<OneWrite> {
  const check = await checkConflict(write, matched, view.ids, tools.line)
  switch (check.kind) {
    case 'same':
      return settle(tools, write, check.record)
    case 'send': {
      const { payload, theirs: base } = check
      // On record before it leaves: whoever looks for it later must know what was sent.
      if (check.merged && (await mark(tools, write, { type: 'rebased', base, payload })) === overtaken)
        return overtaken
      const request = { ...matched.request, body: payload }
      return guardAndSend(tools, write, { ...matched, request }, view)
    }
    case 'unchecked':
      return guardAndSend(tools, write, matched, view)
    case 'conflict':
      return mark(tools, write, { type: 'conflict-found', conflictData: check.conflictData })
    case 'gone':
      return needsAttention(tools, write, { code: 'record-gone' })
    case 'closed':
      return needsAttention(tools, write, { code: 'record-closed', status: check.status })
    case 'paused':
    case 'postponed':
      return unanswered(tools, write, check)
  }
}

/** Somebody may have made the same record elsewhere while this one waited: then a person decides. */
async function guardAndSend(
  tools: ReplayTools,
  write: OfflineWrite,
  matched: MatchedWrite,
  view: ReplayView,
): Promise<OneWrite> {
  const { guard } = matched.policy
  if (!guard || write.sendAnyway) return send(tools, write, matched, view)
  const context = { userId: write.userId, nowMs: tools.serverClock.now() }
  const asked = await askFirst(tools.line, write.userId, guard(matched, context))
  if (!('result' in asked)) return unanswered(tools, write, asked)
  if ('clear' in asked.result) return send(tools, write, matched, view)
  return needsAttention(tools, write, { code: 'likely-duplicate', candidates: asked.result.likely })
}

async function send(
  tools: ReplayTools,
  write: OfflineWrite,
  matched: MatchedWrite,
  view: ReplayView,
): Promise<OneWrite> {
  return tools.locks.withLock(attemptLock(write.id), async () => {
    const attempt = newAttempt(tools)
    const started = await mark(tools, write, { type: 'attempt-started', attempt })
    if (started === overtaken) return overtaken
    const end = await runAttempt(tools, write, attempt, matched.request)
    if (end.kind === 'received') return received
    if (end.kind === 'kept') return { received: false, pause: end.pause }
    return refused(tools, write, attempt, matched, end, view)
  })
}

/** Some refusals prove that an earlier copy has landed; only what the server holds is believed. */
async function refused(
  tools: ReplayTools,
  write: OfflineWrite,
  attempt: Attempt,
  { policy, request }: MatchedWrite,
  end: Extract<AttemptEnd, { kind: 'refused' }>,
  view: ReplayView,
): Promise<OneWrite> {
  const settleAttempt = (event: StepEvent) =>
    tools.outbox.markWriteStatus(write.id, event, { attemptId: attempt.id })
  const firstAttempt = write.firstAttempt ?? attempt
  const probed = policy.mayHaveLanded?.(end.status, end.body)
    ? await probeWrite({ ...write, attempt, firstAttempt }, view.ids, tools)
    : { absent: true as const }
  if ('found' in probed) {
    const rebase = rebaseFrom(tools.policies, write, probed.found)
    const found = { response: probed.found, atMs: tools.clock.now(), rebase }
    return (await settleAttempt({ type: 'probe-found', ...found })) ? received : overtaken
  }
  if ('kind' in probed) {
    const probeAtMs = tools.clock.now() + settleDelayMs
    await settleAttempt({ type: 'answer-lost', failure: end.failure, probeAtMs })
    return { received: false, pause: probed.kind === 'paused' ? probed.pause : null }
  }
  const failure = await explainRefusal(tools, write, request, end.failure)
  await settleAttempt({ type: 'needs-attention', failure })
  return moved
}

async function settle(
  tools: ReplayTools,
  write: OfflineWrite,
  response: OfflineWrite['payload'],
): Promise<OneWrite> {
  const rebase = rebaseFrom(tools.policies, write, response)
  const found = { response, atMs: tools.clock.now(), rebase }
  const marked = await mark(tools, write, { type: 'probe-found', ...found })
  return marked === overtaken ? overtaken : received
}

/** What could not be asked is not sent. */
async function unanswered(tools: ReplayTools, write: OfflineWrite, asked: Unanswered): Promise<OneWrite> {
  if (asked.kind === 'paused') return { received: false, pause: asked.pause }
  if (write.retries + 1 >= tools.maxRetries) return needsAttention(tools, write, asked.failure)
  const retryAtMs = later(tools, write, asked.retryAfterMs)
  return mark(tools, write, { type: 'postponed', failure: asked.failure, retryAtMs })
}

const needsAttention = (tools: ReplayTools, write: OfflineWrite, failure: Failure): Promise<OneWrite> =>
  mark(tools, write, { type: 'needs-attention', failure })

async function mark(tools: ReplayTools, write: OfflineWrite, event: StepEvent): Promise<OneWrite> {
  const { syncStatus: status, revision = 0 } = write
  const row = await tools.outbox.markWriteStatus(write.id, event, { status, revision })
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

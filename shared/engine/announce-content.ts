// The form of a file, before its content is here. Nothing comes of it that anybody sees, on the server or on this
// tablet, until the content has come too: so nothing is promised yet, and nothing is queued. What is kept is where the
// content will come to, and whose it is.

import { requestOf } from '../ids/replace-offline-ids.ts'
import type { Json } from '../json.ts'
import type { AwaitedContent, Contents } from '../outbox/content.ts'
import type { NewWrite } from '../outbox/outbox.ts'
import type { ContentRule, Reached } from '../policy/content-rule.ts'
import type { MatchedWrite } from '../policy/write-policy.ts'
import { type LocalView, loadLocalView } from '../projection/projected-writes.ts'
import type { Verdict } from '../replay/classify.ts'
import type { WriteTools } from './answer-write.ts'
import type { Caller, Translated } from './api-caller.ts'
import { type EngineAnswer, invalidAnswer, jsonAnswer } from './engine-answer.ts'
import { foresee, makingRoom, prepareOfflineWrite } from './save-offline-write.ts'
import { translateAnswer, translateRequest } from './translate.ts'

export interface ContentTools extends WriteTools {
  contents: Contents
  /** Content for that address will be asked after. */
  expectContentAt(url: string): void
}

/** The server knows nothing of it after this long either, and gives its address for an hour. */
const patienceMs = 8_000

export async function announceContent(
  tools: ContentTools,
  asked: MatchedWrite,
  rule: ContentRule,
  caller: Caller,
): Promise<EngineAnswer> {
  const view = await loadLocalView(tools.outbox, tools.policies, caller.userId)
  const translated = translateRequest(asked.request, view.ids)
  const matched = { ...asked, request: translated.request }
  const { write } = await prepareOfflineWrite(tools, matched, view, caller.userId)
  const mayGoNow =
    translated.unresolved.length === 0 &&
    write.parentMutationIds.length === 0 &&
    tools.reachability.connectivity() === 'online' &&
    tools.pace.limit() > 0
  const sent = mayGoNow ? await sendForm(tools, matched, rule, caller) : undefined
  if (sent?.answer) {
    const text = translateAnswer(sent.answer.text ?? '', translated, view.ids)
    return { ...sent.answer, text }
  }
  const foreseen = await foresee(tools, matched, view, caller.userId, tools.serverClock.now())
  if (foreseen.length > 0) return invalidAnswer(foreseen)
  return keepForm(tools, write, rule, translated, view)
}

/** Undefined: the server has not decided, and what it may have made is never seen and goes by itself. */
async function sendForm(
  tools: ContentTools,
  { policy, request }: MatchedWrite,
  rule: ContentRule,
  { userId }: Caller,
): Promise<{ answer: EngineAnswer } | undefined> {
  const sinceMs = tools.serverClock.now()
  const verdict = await tools.line.send(userId, request, { timeoutMs: patienceMs })
  if (verdict.kind === 'refused') return { answer: plain(verdict.status, verdict.body ?? { detail: '' }) }
  const begun = begunIn(verdict, rule)
  if (verdict.kind !== 'accepted' || !begun) return undefined
  const { id, url } = begun
  const reached: Reached = { id, address: { url, sinceMs } }
  // Where it cannot be remembered the page goes on as without the layer.
  await announce(tools, {
    ...{ recordId: id, userId, url, reached, request },
    ...{ syncRouteKey: policy.key, policyVersion: policy.version, atMs: tools.clock.now() },
  }).catch(() => undefined)
  return { answer: plain(200, verdict.body) }
}

const begunIn = (verdict: Verdict | { kind: 'paused' }, rule: ContentRule) =>
  verdict.kind === 'accepted' ? rule.begun(verdict.body) : undefined

async function keepForm(
  tools: ContentTools,
  write: NewWrite,
  rule: ContentRule,
  translated: Translated,
  view: LocalView,
): Promise<EngineAnswer> {
  const recordId = write.created[0]?.id ?? ''
  const url = contentUrl(tools, rule, recordId)
  const { userId, syncRouteKey, policyVersion } = write
  const request = requestOf({ ...write, sequence: 0, retries: 0 })
  await announce(tools, {
    ...{ recordId, userId, url, request, syncRouteKey, policyVersion },
    ...{ reached: {}, atMs: tools.clock.now() },
  })
  // From now on a page can speak of the record.
  tools.emit({ type: 'write-queued', userId })
  const answer = jsonAnswer(202, rule.announced(write.provisional, url), 'queued')
  return { ...answer, text: translateAnswer(answer.text ?? '', translated, view.ids) }
}

async function announce(
  { contents, responses, expectContentAt }: ContentTools,
  awaited: AwaitedContent,
): Promise<void> {
  await makingRoom(responses, () => contents.announce(awaited))
  expectContentAt(awaited.url)
}

const contentUrl = (
  { apiUrl }: Pick<ContentTools, 'apiUrl'>,
  { path }: ContentRule,
  recordId: string,
): string => `${apiUrl}${path.fill({ id: recordId })}`

const plain = (status: number, body: Json): EngineAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
})

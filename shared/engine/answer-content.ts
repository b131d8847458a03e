// Content on its way between a page and this tablet: a PUT to an address of ours, or to one of the server's that this
// layer has seen it give; and a GET of what waits here. Neither carries a token: whose it is, the announcement tells,
// and only they who are at work now may put it or see it.

import type { Failure } from '../failure.ts'
import { FailureError } from '../failure.ts'
import type { AwaitedContent } from '../outbox/content.ts'
import type { ContentRule } from '../policy/content-rule.ts'
import type { Content } from '../ports.ts'
import { loadLocalView } from '../projection/projected-writes.ts'
import { judgePut } from '../replay/ask.ts'
import { uploadTimeoutMs } from '../replay/send-content.ts'
import type { Sessions } from '../session/sessions.ts'
import type { ContentTools } from './announce-content.ts'
import { type EngineAnswer, jsonAnswer, missAnswer, originHeader } from './engine-answer.ts'
import { prepareOfflineWrite, saveOfflineWrite } from './save-offline-write.ts'
import { translateRequest } from './translate.ts'

interface Tools extends ContentTools {
  sessions: Sessions
}

/** What a page sees: a bucket's answer to a PUT, which is empty. */
const taken: EngineAnswer = { status: 200, headers: { [originHeader]: 'queued' }, text: '' }

/** Undefined: the address is none that is known here, and the request may go as it is. */
export async function putContent(
  tools: Tools,
  url: string,
  content: Content,
): Promise<EngineAnswer | undefined> {
  const userId = (await tools.sessions.current())?.userId
  const awaited = await tools.contents.awaitedAt(url)
  if (!awaited) return isHere(tools, url, content, userId)
  const rule = tools.policies.write(awaited.syncRouteKey)?.content
  if (awaited.userId !== userId || !rule) return isOurs(tools, url) ? notExpected() : undefined
  if (awaited.reached.address) {
    const passed = await passOn(tools, awaited, content)
    if (passed) return passed
  }
  if (content.bytes.length > rule.mostBytes) return tooLarge(content, rule)
  try {
    return await tools.locks.withLock(`care-save:${userId}`, () => keepContent(tools, awaited, content))
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'storage') throw error
    tools.emit({ type: 'trouble', failure: error.failure })
    return notSaved(error.failure, noRoom(content, error.failure))
  }
}

/** To where the server wants it. Undefined: nobody has taken it, and it is kept here instead. */
async function passOn(
  { network, contents }: Tools,
  awaited: AwaitedContent,
  content: Content,
): Promise<EngineAnswer | undefined> {
  if (!network.mayBeOnline()) return undefined
  const timeoutMs = uploadTimeoutMs(content.bytes.length)
  const answer = await network.put(awaited.url, content, { timeoutMs })
  const { kind } = judgePut(answer)
  if (answer.kind === 'none' || (kind !== 'taken' && kind !== 'refused')) return undefined
  if (kind === 'taken') await contents.announce({ ...awaited, reached: { ...awaited.reached, isPut: true } })
  return { status: answer.status, headers: { 'content-type': answer.contentType }, text: answer.text }
}

/** From here on the file is a write like any other: saved, shown, and sent. */
async function keepContent(tools: Tools, awaited: AwaitedContent, content: Content): Promise<EngineAnswer> {
  const { recordId, userId, reached } = awaited
  const view = await loadLocalView(tools.outbox, tools.policies, userId)
  const { request } = translateRequest(awaited.request, view.ids)
  const matched = tools.policies.matchStored(awaited, request)
  if (!matched) return notExpected()
  const given = { recordId, reached, contentBytes: content.bytes.length }
  const { write } = await prepareOfflineWrite(tools, matched, view, userId, given)
  const contentType = matched.policy.content?.type(request.body) ?? content.contentType
  const stored = { recordId, contentType, bytes: content.bytes }
  await saveOfflineWrite(tools, write, { syncStatus: 'pending' }, stored)
  tools.emit({ type: 'write-queued', userId })
  return taken
}

/** The browser hands on the request of a worker that died: what has come already need not come again. */
async function isHere(
  tools: Tools,
  url: string,
  { bytes }: Content,
  userId: string | undefined,
): Promise<EngineAnswer | undefined> {
  const recordId = recordIdIn(tools, url)
  const stored = recordId === undefined ? undefined : await tools.contents.ofRecord(recordId)
  if (stored && stored.userId === userId && isSame(stored.bytes, bytes)) return taken
  return recordId === undefined ? undefined : notExpected()
}

/** What waits here, for the person who chose it. */
export async function readContent(
  tools: Pick<Tools, 'sessions' | 'contents' | 'policies' | 'apiUrl'>,
  url: string,
): Promise<EngineAnswer> {
  const userId = (await tools.sessions.current())?.userId
  const recordId = recordIdIn(tools, url)
  const stored = recordId === undefined ? undefined : await tools.contents.ofRecord(recordId)
  if (!stored || stored.userId !== userId) return missAnswer()
  return {
    status: 200,
    // Whatever it says inside, it is shown as what it was chosen as, and runs nothing.
    headers: {
      'content-type': stored.contentType,
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      [originHeader]: 'store',
    },
    text: null,
    bytes: stored.bytes,
  }
}

/** The record that an address of ours is about. */
function recordIdIn(
  { policies, apiUrl }: Pick<Tools, 'policies' | 'apiUrl'>,
  url: string,
): string | undefined {
  if (!url.startsWith(apiUrl)) return undefined
  const path = url.slice(apiUrl.length)
  for (const { content } of policies.writes) {
    const id = content?.path.match(path)?.id
    if (id !== undefined) return id
  }
  return undefined
}

const isOurs = (tools: Tools, url: string): boolean => recordIdIn(tools, url) !== undefined

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)

const notSaved = (failure: Failure | undefined, msg: string): EngineAnswer =>
  jsonAnswer(
    406,
    {
      code: 'offline_not_saved',
      ...(failure ? { reason: failure.code } : {}),
      errors: [{ type: 'validation_error', msg }],
    },
    'not-saved',
  )

const tooLarge = ({ bytes }: Content, { mostBytes }: ContentRule): EngineAnswer =>
  notSaved(
    undefined,
    `This file has ${megabytes(bytes.length)} MB. While CARE cannot be reached, files of at most ${megabytes(mostBytes)} MB can be saved on this tablet.`,
  )

const noRoom = ({ bytes }: Content, failure: Failure): string =>
  failure.code === 'storage' && failure.reason === 'quota'
    ? `This tablet has no room for this file of ${megabytes(bytes.length)} MB, and it could not be sent to CARE. It is not saved.`
    : 'This file could not be saved on this tablet, and could not be sent to CARE. Choose it again when the network is back.'

const notExpected = (): EngineAnswer =>
  notSaved(undefined, 'This tablet does not expect this file any more. It is not saved: choose it again.')

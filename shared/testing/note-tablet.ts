// A tablet whose nurse is signed in, and the smallest server of notes at the other end: what left is a timeline.

import type { ApiRequest } from '../api-request.ts'
import type { SyncReport, WriteSummary } from '../bridge/engine-api.ts'
import type { Caller } from '../engine/api-caller.ts'
import type { EngineAnswer } from '../engine/engine-answer.ts'
import type { ReplayOptions } from '../engine/open-engine.ts'
import type { Result } from '../failure.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../json.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { Answer } from '../ports.ts'
import { token } from './any-token.ts'
import { createFakeNetwork, type FakeNetwork, json } from './fake-network.ts'
import { note, notePath, notePolicies, notesPath } from './note-policies.ts'
import { createTestTablet, type TestTablet } from './test-tablet.ts'

export interface NoteTablet {
  tablet: TestTablet
  network: FakeNetwork
  /** Notes that the server holds. */
  held: JsonObject[]
  /** `look` or `send`, what, and when: `send note 1:0`. */
  timeline: string[]
  /** Answers in the server's place, one per request that writes; undefined for an honest one. */
  faults: (Answer | undefined)[]
  ask(request: ApiRequest): Promise<{ answer: EngineAnswer; body: Json }>
  signInAs(userId: string): Promise<void>
  /** Saves a note while there is no network; its temporary id. */
  saveOffline(text: string, parent?: string | null): Promise<string>
  /** Saves a change of a note while there is no network. */
  changeOffline(id: string, text: string): Promise<void>
  /** Steps until nothing more can be done by waiting; the last report. */
  drain(): Promise<SyncReport>
  writes(): Promise<WriteSummary[]>
  /** The write under that label. */
  write(label: string): Promise<WriteSummary>
}

export const serverNoteId = (n: number): string => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`

export function unwrap<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

export async function createNoteTablet(
  policies: PolicySet = notePolicies,
  replay: ReplayOptions = {},
): Promise<NoteTablet> {
  const held: JsonObject[] = []
  const timeline: string[] = []
  const faults: (Answer | undefined)[] = []
  const network = createFakeNetwork(async ({ request }) => {
    const { method, path, body } = request
    const found = held.find(({ id }) => path === notePath(String(id)))
    const name = isObject(body) ? String(body.text) : String(found?.text ?? 'all')
    timeline.push(`${method === 'GET' ? 'look' : 'send'} ${name}:${tablet.clock.now() - startMs}`)
    if (method === 'GET') return path === notesPath ? json(held) : found ? json(found) : gone
    const fault = faults.shift()
    return fault ?? carryOut(method, body ?? null, found)
  })
  const gone = json({ errors: [{ type: 'object_not_found', msg: 'No note.' }] }, 404)

  function carryOut(method: string, body: Json, found: JsonObject | undefined): Answer {
    if (method === 'POST') {
      const made = { ...(isObject(body) ? body : {}), id: serverNoteId(held.length) }
      held.push(made)
      return json(made)
    }
    if (!found) return gone
    if (method === 'DELETE') held.splice(held.indexOf(found), 1)
    else Object.assign(found, body)
    return json(found)
  }

  const tablet = await createTestTablet(policies, network, replay)
  const startMs = tablet.clock.now()
  let caller = await signIn('nurse')

  async function signIn(userId: string): Promise<Caller> {
    const known = await tablet.engine.callerOf(token(userId, startMs + 30 * 86_400_000), 'page')
    if (!known) throw new Error('no token')
    return known
  }

  const ask = async (request: ApiRequest) => {
    const { policies: known } = tablet.engine
    const write = known.matchWrite(request)
    const read = known.matchRead(request)
    if (!write && !read) throw new Error('no policy')
    const reply = write
      ? tablet.engine.write(write, caller)
      : read
        ? tablet.engine.read(read, caller)
        : undefined
    const { answer, background } = (await reply) ?? { answer: undefined, background: undefined }
    await background
    if (!answer) throw new Error('no answer')
    return { answer, body: parseJson(answer.text ?? 'null') ?? null }
  }
  const offline = async (request: ApiRequest): Promise<Json> => {
    network.online = false
    const { answer, body } = await ask(request)
    network.online = true
    if (answer.status !== 202) throw new Error(`not queued: ${answer.status}`)
    return body
  }
  const writes = async () => unwrap(await tablet.engine.api.writes()).writes
  return {
    ...{ tablet, network, held, timeline, faults, ask, writes },
    async signInAs(userId) {
      caller = await signIn(userId)
    },
    async saveOffline(text, parent = null) {
      const body = await offline({ method: 'POST', path: notesPath, query: [], body: note(text, parent) })
      return isObject(body) ? String(body.id) : ''
    },
    async changeOffline(id, text) {
      await offline({ method: 'PUT', path: notePath(id), query: [], body: note(text) })
    },
    async drain() {
      for (;;) {
        const report = unwrap(await tablet.engine.api.sync())
        if (report.paused !== null || (!report.more && report.nextInMs === null)) return report
        await tablet.clock.advance(report.nextInMs ?? 0)
      }
    },
    async write(label) {
      const found = (await writes()).find((write) => write.label === label)
      if (!found) throw new Error(`no write ${label}`)
      return found
    },
  }
}

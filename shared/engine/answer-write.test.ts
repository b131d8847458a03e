// Two forms at once, on the real engine over a small API.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApiRequest } from '../api-request.ts'
import { isTemporaryId } from '../ids/temporary-id.ts'
import { parseJson, valueAt } from '../json.ts'
import type { Answer } from '../ports.ts'
import { token } from '../testing/any-token.ts'
import { createFakeNetwork, type FakeNetwork, json, silence } from '../testing/fake-network.ts'
import { note, notePath, notePolicies, notesPath } from '../testing/note-policies.ts'
import { createTestTablet, type TestTablet } from '../testing/test-tablet.ts'
import { settle, until } from '../testing/virtual-clock.ts'
import type { Caller } from './api-caller.ts'

const id = 'aaaaaaaa-0000-4000-8000-000000000001'

let network: FakeNetwork
let tablet: TestTablet
let caller: Caller
/** Answers what hangs, oldest first. */
let hanging: ((answer: Answer) => void)[]

beforeEach(async () => {
  hanging = []
  network = createFakeNetwork(({ request }) =>
    request.method === 'GET' ? json([]) : new Promise((resolve) => hanging.push(resolve)),
  )
  tablet = await createTestTablet(notePolicies, network)
  caller = await signIn()
})
afterEach(() => tablet.close())

async function signIn(): Promise<Caller> {
  const access = token('nurse', tablet.clock.now() + 86_400_000)
  const known = await tablet.engine.callerOf(access, 'page')
  if (!known) throw new Error('no token')
  return known
}

function write(request: ApiRequest) {
  const matched = tablet.engine.policies.matchWrite(request)
  if (!matched) throw new Error('no policy')
  return tablet.engine.write(matched, caller)
}

const update = (text: string): ApiRequest => ({
  method: 'PUT',
  path: notePath(id),
  query: [],
  body: note(text),
})
const create = (text: string): ApiRequest => ({
  method: 'POST',
  path: notesPath,
  query: [],
  body: note(text),
})
const texts = () => network.sent.map(({ request }) => valueAt(request.body, '/text'))

describe('two forms at once', () => {
  it('[OR7] on one record: the second waits behind the first, also while the server can be reached', async () => {
    const first = write(update('first'))
    const second = await write(update('second'))
    expect(second.answer.status).toBe(202)
    expect(texts()).toEqual(['first'])
    hanging.shift()?.(json({ id, ...note('first') }))
    expect((await first).answer.status).toBe(200)
    const drained = tablet.engine.api.sync()
    while (hanging.length === 0) await settle()
    hanging.shift()?.(json({ id, ...note('second') }))
    expect(await drained).toMatchObject({ ok: true, value: { received: 1, waiting: 0 } })
    expect(texts().filter((text) => text !== undefined)).toEqual(['first', 'second'])
  })

  it('[OR8] sent in the same moment, the second waits behind the first', async () => {
    expect(await sentAtOnce(tablet)).toEqual(['first'])
  })

  it('[OR8] without the lock both would leave: the test above can fail', async () => {
    tablet.close()
    tablet = await createTestTablet(notePolicies, network, {}, () => ({
      withLock: (_, run) => run(),
      ifFree: (_, run) => run(),
    }))
    caller = await signIn()
    await sentAtOnce(tablet)
    await until(() => network.sent.length === 2)
    expect(texts()).toEqual(['first', 'second'])
  })

  /** What leaves of two changes of one record that no one waits between. */
  async function sentAtOnce({ engine }: TestTablet): Promise<unknown[]> {
    for (const request of [update('first'), update('second')]) {
      const matched = engine.policies.matchWrite(request)
      if (matched) void engine.write(matched, caller)
    }
    for (let i = 0; i < 5; i += 1) await settle()
    return texts()
  }

  it('[OR7] on two records go side by side', async () => {
    void write(create('one'))
    void write(create('two'))
    await settle()
    expect(texts()).toEqual(['one', 'two'])
  })
})

describe('a form that waits for an answer', () => {
  it('[OB2] hears "saved" after eight seconds, and the late answer settles the write', async () => {
    const asked = write(create('slow'))
    await settle()
    await tablet.clock.advance(7_999)
    let answered = false
    void asked.then(() => {
      answered = true
    })
    await settle()
    expect(answered).toBe(false)
    await tablet.clock.advance(1)
    const { answer, background } = await asked
    expect(answer.status).toBe(202)
    expect(isTemporaryId(String(valueAt(parseJson(answer.text ?? ''), '/id')))).toBe(true)
    hanging.shift()?.(json({ id, ...note('slow') }))
    await background
    expect(await tablet.engine.api.writes()).toMatchObject({ value: { writes: [{ syncStatus: 'success' }] } })
  })

  it('[RP9] a refusal that comes when the form is closed stays as a write that needs a person', async () => {
    const asked = write(create('slow'))
    await settle()
    await tablet.clock.advance(8_000)
    const { background } = await asked
    hanging.shift()?.(json({ detail: 'No' }, 400))
    await background
    expect(await tablet.engine.api.writes()).toMatchObject({
      value: { writes: [{ syncStatus: 'failed', needsAttention: true, failure: { words: 'No' } }] },
    })
  })

  it('[OB1] that got silence hears 202 at once, and nothing is sent a second time unseen', async () => {
    const asked = write(create('cut'))
    await settle()
    hanging.shift()?.(silence)
    expect((await asked).answer.status).toBe(202)
    expect(await tablet.engine.api.writes()).toMatchObject({
      value: { writes: [{ syncStatus: 'unconfirmed' }] },
    })
  })
})

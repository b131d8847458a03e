// Several writes on their way at once, as a timeline of what left the tablet.

import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { WritePolicy } from '../policy/write-policy.ts'
import type { Answer } from '../ports.ts'
import { json, silence } from '../testing/fake-network.ts'
import { notePolicies } from '../testing/note-policies.ts'
import { createNoteTablet, type NoteTablet, unwrap } from '../testing/note-tablet.ts'
import { settle, until } from '../testing/virtual-clock.ts'

let notes: NoteTablet
afterEach(() => notes.tablet.close())

const withCreate = (parts: Partial<WritePolicy>): PolicySet => ({
  ...notePolicies,
  writes: notePolicies.writes.map((policy) =>
    policy.key === 'note.create' ? { ...policy, ...parts } : policy,
  ),
})

const locked: Answer = json({ detail: 'The resource you are trying to access is locked' }, 423)

/** Answers each request that writes after so many ms of the clock. */
function slow(ms: number): void {
  const { network, tablet } = notes
  const honest = network.respond
  network.respond = async (sent) => {
    if (sent.request.method !== 'GET') await tablet.clock.timer(ms).done
    return honest(sent)
  }
}

/** Long enough for anything to leave that would. */
async function rest(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await settle()
}

/** A whole run, with the clock going on in steps. */
async function run(stepMs: number): Promise<void> {
  let isOver = false
  const end = notes.drain().then(() => {
    isOver = true
  })
  while (!isOver) {
    await settle()
    await notes.tablet.clock.advance(stepMs)
  }
  await end
}

describe('independent writes', () => {
  it('[RP17] go four at a time, and each that lands lets another go', async () => {
    notes = await createNoteTablet()
    for (const n of [1, 2, 3, 4, 5, 6]) await notes.saveOffline(`note ${n}`)
    slow(1_000)
    const { network, tablet } = notes
    const running = tablet.engine.api.sync()
    await until(() => network.sent.length === 4)
    await rest()
    expect(network.sent).toHaveLength(4)
    while (network.sent.length < 6) await tablet.clock.advance(1_000)
    await tablet.clock.advance(1_000)
    expect(unwrap(await running)).toMatchObject({ received: 6, waiting: 0 })
  })

  it('[OR1] a chain goes one after another, whatever goes beside it', async () => {
    notes = await createNoteTablet()
    const parent = await notes.saveOffline('parent')
    const child = await notes.saveOffline('child', parent)
    await notes.saveOffline('grandchild', child)
    await notes.saveOffline('free')
    slow(1_000)
    await run(1_000)
    const sent = notes.timeline.map((step) => step.split(':')[0])
    expect(sent.filter((step) => step !== 'send free')).toEqual([
      'send parent',
      'send child',
      'send grandchild',
    ])
    // It goes beside the parent, and does not wait for the chain.
    expect(sent.indexOf('send free')).toBe(1)
  })

  it('[RP20] that a lock of the server would make collide go one at a time, others beside them', async () => {
    notes = await createNoteTablet(
      withCreate({
        lanes: ({ request }) =>
          String((request.body as JsonObject).text).startsWith('patient') ? ['patient.create'] : [],
      }),
    )
    for (const text of ['patient 1', 'patient 2', 'patient 3', 'note']) await notes.saveOffline(text)
    slow(1_000)
    const { network, tablet } = notes
    const running = tablet.engine.api.sync()
    await until(() => network.sent.length === 2)
    await rest()
    expect(network.sent.map(({ request }) => (request.body as JsonObject).text)).toEqual([
      'patient 1',
      'note',
    ])
    for (let i = 0; i < 3; i += 1) await tablet.clock.advance(1_000)
    while (network.sent.length < 4) await tablet.clock.advance(1_000)
    await tablet.clock.advance(1_000)
    expect(unwrap(await running)).toMatchObject({ received: 4 })
  })

  it('[RP17] go one at a time after a collision', async () => {
    notes = await createNoteTablet()
    for (const n of [1, 2, 3, 4, 5, 6]) await notes.saveOffline(`note ${n}`)
    notes.faults.push(undefined, locked, locked, locked)
    slow(1_000)
    const { network, tablet } = notes
    const running = tablet.engine.api.sync()
    await until(() => network.sent.length === 4)
    await tablet.clock.advance(1_000)
    // One of the four got through, three collided: now the fifth goes alone.
    await until(() => network.sent.length === 5)
    await rest()
    expect(network.sent).toHaveLength(5)
    await tablet.clock.advance(1_000)
    await until(() => network.sent.length === 6)
    await run(1_000)
    await running
    expect(notes.held).toHaveLength(6)
  })

  it('[RP2] one that gets no answer stops the run, and those in the air still settle', async () => {
    notes = await createNoteTablet()
    for (const n of [1, 2, 3, 4, 5, 6]) await notes.saveOffline(`note ${n}`)
    notes.faults.push(silence)
    const report = unwrap(await notes.tablet.engine.api.sync())
    expect(report).toMatchObject({ paused: 'unreachable', received: 3, waiting: 3 })
    const states = (await notes.writes()).map(({ syncStatus }) => syncStatus).reverse()
    expect(states).toEqual(['unconfirmed', 'success', 'success', 'success', 'pending', 'pending'])
  })

  it('[RP12] a run that is stopped waits for all that is in the air', async () => {
    notes = await createNoteTablet()
    for (const n of [1, 2, 3, 4, 5, 6]) await notes.saveOffline(`note ${n}`)
    slow(1_000)
    const { tablet, network } = notes
    const running = tablet.engine.api.sync()
    await until(() => network.sent.length === 4)
    tablet.engine.runner.stop()
    await tablet.clock.advance(1_000)
    expect(unwrap(await running)).toMatchObject({ received: 4, waiting: 2, more: false })
    expect(network.sent).toHaveLength(4)
  })
})

describe('a server in trouble', () => {
  it('[RP18] a 429 for one write holds all, and the form that is saved meanwhile waits here', async () => {
    notes = await createNoteTablet()
    for (const n of [1, 2, 3, 4, 5, 6]) await notes.saveOffline(`note ${n}`)
    const patience = { ...json({ detail: 'Slow down' }, 429), retryAfter: '60' } as Answer
    notes.faults.push(patience, patience, patience, patience)
    const report = unwrap(await notes.tablet.engine.api.sync())
    expect(report).toMatchObject({ received: 0, waiting: 6, more: false, nextInMs: 60_000, paused: null })
    const { answer } = await notes.ask({
      ...{ method: 'POST', path: '/api/v1/note/', query: [] },
      body: { text: 'meanwhile', parent: null },
    })
    expect(answer.status).toBe(202)
    expect(notes.timeline).toHaveLength(4)
    expect((await notes.drain()).waiting).toBe(0)
    expect(notes.held).toHaveLength(7)
  })

  it('[RP19] one that is down is not hammered by an outbox full of writes', async () => {
    notes = await createNoteTablet()
    for (let n = 1; n <= 40; n += 1) await notes.saveOffline(`note ${n}`)
    notes.faults.push(...Array<Answer>(40).fill(json({ detail: 'down' }, 503)))
    const report = unwrap(await notes.tablet.engine.api.sync())
    // Five failures open the breaker; what was in the air beside the fifth had left before.
    expect(notes.timeline.length).toBeLessThanOrEqual(8)
    expect(report).toMatchObject({ more: false, waiting: 40 })
    expect(report.nextInMs).toBeGreaterThan(0)
  })
})

describe('a run that was overtaken', () => {
  it('[RP11] can settle nothing more, though its answer has come', async () => {
    notes = await createNoteTablet()
    await notes.saveOffline('note 1')
    slow(1_000)
    const { tablet, held, network } = notes
    const running = tablet.engine.api.sync()
    await until(() => network.sent.length === 1)
    // As if another host had taken the lock from this one.
    await tablet.takeLeaseElsewhere('nurse')
    await tablet.clock.advance(1_000)
    expect(unwrap(await running)).toMatchObject({ received: 0, more: true })
    expect(held).toHaveLength(1)
    expect((await notes.write('note 1')).syncStatus).toBe('sending')
    await run(1_000)
    // The next run looks, and finds it: once it remains.
    expect(held).toHaveLength(1)
    expect((await notes.write('note 1')).syncStatus).toBe('success')
  })
})

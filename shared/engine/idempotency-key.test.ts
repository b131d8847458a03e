// For an API that knows keys (CARE's does not): the write's id goes along, each time the same.

import { expect, it } from 'vitest'
import { silence } from '../testing/fake-network.ts'
import { notePolicies } from '../testing/note-policies.ts'
import { createNoteTablet } from '../testing/note-tablet.ts'

it.each([true, false])(
  '[RP21] where that is %s, each attempt carries the id of its write, or none',
  async (isOn) => {
    const notes = await createNoteTablet(notePolicies, { sendIdempotencyKey: isOn })
    await notes.saveOffline('note')
    notes.faults.push(silence)
    await notes.tablet.engine.api.sync()
    await notes.tablet.clock.advance(5_000)
    await notes.drain()
    const { id } = await notes.write('note')
    const keys = notes.network.sent.map(({ request, idempotencyKey }) => [request.method, idempotencyKey])
    const key = isOn ? id : undefined
    expect(keys).toEqual([
      ['POST', key],
      ['GET', undefined],
      ['GET', undefined],
      ['POST', key],
    ])
    notes.tablet.close()
  },
)

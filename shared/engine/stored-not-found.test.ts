// A 404 of the API as an answer that is kept: a tag that nobody has made stays unmade without network.

import { expect, it } from 'vitest'
import { get } from '../api-request.ts'
import { isNotFound } from '../care/not-found.ts'
import { createPolicies } from '../policy/policies.ts'
import { project } from '../projection/project.ts'
import { html, json } from '../testing/fake-network.ts'
import { notePath, notePolicies, notesPath } from '../testing/note-policies.ts'
import { createNoteTablet, serverNoteId } from '../testing/note-tablet.ts'

const policies = {
  ...notePolicies,
  reads: notePolicies.reads.map((read) => ({ ...read, keepsNotFound: isNotFound })),
}
const missing = get(notePath(serverNoteId(7)))

it('[RD13] is shown again with its status and its words, marked as old and gone like any answer', async () => {
  const { tablet, network, ask } = await createNoteTablet(policies)
  const online = await ask(missing)
  network.online = false
  const offline = await ask(missing)
  expect(offline.answer).toMatchObject({ status: 404, headers: { 'x-care-offline': 'store' } })
  expect(offline.body).toEqual(online.body)
  await tablet.clock.advance(2 * 3_600_000)
  expect((await ask(missing)).answer.headers).toHaveProperty('x-care-stale', 'true')
  await tablet.clock.advance(24 * 3_600_000)
  expect((await ask(missing)).answer.status).toBe(406)
  tablet.close()
})

it('[RD13] is replaced by what there is later, and replaces what there was', async () => {
  const { tablet, network, held, ask } = await createNoteTablet(policies)
  const wish = get(notePath(serverNoteId(0)))
  const shownOffline = async () => {
    await ask(wish)
    network.online = false
    const { status } = (await ask(wish)).answer
    network.online = true
    return status
  }
  expect(await shownOffline()).toBe(404)
  held.push({ id: serverNoteId(0), text: 'now' })
  expect(await shownOffline()).toBe(200)
  held.pop()
  expect(await shownOffline()).toBe(404)
  tablet.close()
})

it('[RD13] is kept neither of a page on the way, nor of another error, nor for a read whose policy says nothing', async () => {
  const odd = [
    { ...html(404), text: '<!doctype html>' },
    json({ detail: 'Not found.' }, 404),
    json({ errors: [{ type: 'object_not_found' }] }, 403),
  ]
  for (const answer of odd) {
    const { tablet, network, ask } = await createNoteTablet(policies)
    const honest = network.respond
    network.respond = async () => answer
    await ask(missing)
    network.respond = honest
    network.online = false
    expect((await ask(missing)).answer.status).toBe(406)
    tablet.close()
  }
  const { tablet, network, ask } = await createNoteTablet()
  await ask(missing)
  network.online = false
  expect((await ask(missing)).answer.status).toBe(406)
  tablet.close()
})

it('[RD13] [PR3] hides nothing that was made here and that it did not know', async () => {
  const { tablet, saveOffline, network, ask, drain } = await createNoteTablet(policies)
  const temporary = await saveOffline('mine')
  await ask(missing)
  await drain()
  network.online = false
  expect((await ask(get(notePath(temporary)))).answer.status).toBe(200)
  const [write] = (await tablet.rows()).map(({ provisional }) => provisional)
  tablet.close()

  const { matchRead, matchWrite } = createPolicies(policies)
  const read = matchRead(get(notePath(serverNoteId(0))))
  const made = matchWrite({ method: 'POST', path: notesPath, query: [], body: write ?? null })
  if (!read || !made) throw new Error('no policy')
  const answer = { id: serverNoteId(0), text: 'mine' }
  const settled = (settledAt: number | null) => ({
    projected: {
      ...made,
      id: 'write',
      answer,
      provisional: answer,
      synced: true,
      inDoubt: false,
      createdIds: [serverNoteId(0)],
    },
    settledAt,
    receivedAtMs: 1,
  })
  expect(project(read, { body: undefined, asOf: 4 }, [settled(5)]).body).toEqual(answer)
  expect(project(read, { body: undefined, asOf: 4 }, [settled(4)]).body).toBe(undefined)
})

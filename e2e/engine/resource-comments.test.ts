// Comments on a resource request: said offline, with lost answers, refused; and what is told on the page of a record.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get, post } from '../../shared/api-request.ts'
import { type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { patientOf } from './forms.ts'
import { at, createDesk } from './structured-desk.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
let request: string
const { writes, goOnline } = createDesk(() => ward)
const patient = seeded.patientId(3)
const cleared = { waiting: 0, needAttention: 0 }

const form = {
  ...{ title: 'Oxygen cylinders', reason: 'Stock is low', emergency: false, status: 'pending' },
  ...{ referring_facility_contact_name: 'Ward A', referring_facility_contact_number: '+919812345678' },
  ...{ category: 'medicines', priority: 1, origin_facility: seeded.facilityId, related_patient: patient },
  ...{ assigned_facility: seeded.otherFacilityId, approving_facility: null, assigned_to: null },
}
const make = () => post('/api/v1/resource/', form)
const commentsOf = (id: string) => get(`/api/v1/resource/${id}/comment/`, { limit: '14', offset: '0' })
const say = (comment: string, id = request) => post(`/api/v1/resource/${id}/comment/`, { comment })
const shown = async (id = request) =>
  (valueAt((await ward.ask(commentsOf(id))).body, '/results') as JsonObject[]).map(({ comment }) => comment)
const held = () => ward.api.store.all('resourceComments').map(({ comment }) => comment)

function loseOnce(what: 'lose-answer' | 'lose-request') {
  let left = 1
  ward.fault = ({ method, path }) =>
    method === 'POST' && path.endsWith('/comment/') && left-- > 0 ? what : undefined
}

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  await ward.ask(get('/api/v1/users/getcurrentuser/'))
  await ward.ask(patientOf(patient))
  request = at((await ward.ask(make())).body, '/id')
  await ward.ask(commentsOf(request))
})

afterEach(() => ward.tablet.close())

describe('[CA65] a comment', () => {
  it('said offline is shown at once, newest first, and said once', async () => {
    ward.network.online = false
    expect((await ward.ask(say('Still none'))).answer.status).toBe(202)
    await ward.ask(say('Two would do'))
    expect(await shown()).toEqual(['Two would do', 'Still none'])
    const [first] = valueAt((await ward.ask(commentsOf(request))).body, '/results') as JsonObject[]
    expect(first?.created_by).toMatchObject({ id: seeded.users.nurse })
    // Of its own badge the page knows the id that the row has here.
    expect((await writes())[0]?.recordIds).toContain(first?.id)
    expect(await goOnline()).toMatchObject(cleared)
    expect(held()).toEqual(['Still none', 'Two would do'])
    expect(await shown()).toEqual(['Two would do', 'Still none'])
  })

  it('on a request that was made here goes behind it', async () => {
    ward.network.online = false
    const mine = at((await ward.ask(make())).body, '/id')
    expect(await shown(mine)).toEqual([])
    await ward.ask(say('Urgent', mine))
    expect(await shown(mine)).toEqual(['Urgent'])
    expect(await goOnline()).toMatchObject(cleared)
    expect(held()).toEqual(['Urgent'])
    expect(await shown(mine)).toEqual(['Urgent'])
  })

  it.each(['lose-answer', 'lose-request'] as const)('whose answer is lost is said once: %s', async (what) => {
    await ward.ask(say('Before'))
    loseOnce(what)
    expect((await ward.ask(say('Still none'))).answer.status).toBe(202)
    expect(await shown()).toEqual(['Still none', 'Before'])
    await ward.tablet.clock.advance(60_000)
    expect(await ward.drain()).toMatchObject(cleared)
    expect(held()).toEqual(['Before', 'Still none'])
  })

  it('that somebody else has said as well is said all the same', async () => {
    ward.network.online = false
    await ward.ask(say('Still none'))
    ward.api.store.put('resourceComments', {
      ...{ id: seeded.bedId(1), request, comment: 'Still none' },
      ...{ created_by: seeded.users.doctor, updated_by: seeded.users.doctor },
      ...{ created_date: '2026-11-22T08:00:00Z', modified_date: '2026-11-22T08:00:00Z' },
    })
    expect(await goOnline()).toMatchObject(cleared)
    expect(held()).toHaveLength(2)
  })

  it('without words is refused on the form; on a request that is gone, by CARE', async () => {
    ward.network.online = false
    expect((await ward.ask(say(''))).answer.status).toBe(400)
    await ward.ask(say('Too late'))
    const row = ward.api.store.get('resourceRequests', request)
    if (row) ward.api.store.put('resourceRequests', { ...row, deleted: true })
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect(held()).toEqual([])
    expect((await writes())[0]?.failure).toMatchObject({ code: 'refused', status: 404 })
  })
})

it('[CA66] an assignment, and a comment, are told on the page of what they are about', async () => {
  ward.network.online = false
  await ward.ask(
    post(`/api/v1/patient/${patient}/add_user/`, { user: seeded.users.doctor, role: seeded.roles.doctor }),
  )
  await ward.ask(say('Still none'))
  const [comment, assignment] = await writes()
  expect(assignment?.recordIds).toContain(patient)
  expect(comment?.recordIds).toContain(request)
})

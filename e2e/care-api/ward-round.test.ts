// @vitest-environment node
// Beds, time of death, charge items and service requests: rules that no recorded exchange shows.
import { describe, expect, it } from 'vitest'
import { callerOf, start } from './in-process.ts'
import { seeded } from './seeded.ts'

const facility = `/facility/${seeded.facilityId}`
const encounter = seeded.encounterId(0)
type Ask = ReturnType<typeof start>['ask']

describe('beds', () => {
  const bed = (index: number) => `${facility}/location/${seeded.bedId(index)}/association/`
  const active = (id: string) => ({ encounter: id, start_datetime: '2026-03-01T09:00:00Z', status: 'active' })

  const leave = async (ask: Ask, index: number, end_datetime: string) => {
    const [held] = (await ask('GET', bed(index))).body.results
    const times = { start_datetime: held?.start_datetime, end_datetime }
    return ask('PUT', `${bed(index)}${held?.id}/`, { status: 'completed', ...times })
  }

  it('are given to one encounter at a time, and can be given again when it has left', async () => {
    const nowMs = () => Date.parse('2026-03-01T08:00:00Z')
    const { ask } = start({ nowMs })
    expect((await ask('POST', bed(1), active(encounter))).body).toMatchObject({
      errors: [{ msg: 'Another active encounter already exists for this location' }],
    })
    expect((await leave(ask, 1, '2026-03-01T08:30:00Z')).body.status).toBe('completed')
    const free = await ask('GET', `${facility}/location/?parent=${seeded.wardId}&available=true`)
    expect(free.body.results).toMatchObject([{ id: seeded.bedId(1), current_encounter: null }])
    expect((await ask('POST', bed(1), active(encounter))).status).toBe(200)
    const { body } = await ask('GET', `/encounter/${encounter}/`)
    expect(body.current_location).toMatchObject({ id: seeded.bedId(1) })
    expect(body.location_history).toHaveLength(2)
  })

  it('are listed by their ward, in their order when asked for', async () => {
    const { ask } = start()
    const { body } = await ask(
      'GET',
      `${facility}/location/?parent=${seeded.wardId}&ordering=sort_index&limit=2`,
    )
    expect(body.results).toMatchObject([{ name: 'Bed 1' }, { name: 'Bed 2' }])
    expect((await ask('GET', `${facility}/location/?parent=`)).body.results).toMatchObject([{ form: 'wa' }])
  })

  it('are not given to an encounter of another facility', async () => {
    const { api, ask } = start()
    const [first] = api.store.all('encounters')
    if (first === undefined) throw new Error('the ward is empty')
    api.store.put('encounters', { ...first, facility: seeded.otherFacilityId })
    const { status, body } = await ask('POST', bed(1), active(first.id))
    expect({ status, body }).toEqual({
      status: 403,
      body: { detail: 'Encounter Incompatible with Location' },
    })
  })
})

it('the time of death, as the form sends it, empties the pincode of the patient', async () => {
  const { ask } = start()
  const path = `/patient/${seeded.patientId(0)}/`
  expect((await ask('GET', path)).body.pincode).not.toBeNull()
  const { body } = await ask('PUT', path, { deceased_datetime: '2026-03-01T10:00:00+05:30' })
  expect(body).toMatchObject({ deceased_datetime: '2026-03-01T04:30:00Z', pincode: null })
})

describe('charge items', () => {
  const apply = (ask: Ask, ...requests: unknown[]) =>
    ask('POST', `${facility}/charge_item/apply_charge_item_defs/`, { requests })
  const dressing = { charge_item_definition: 'dressing', quantity: 2, encounter }

  it('are made from definitions, and the answer does not name them', async () => {
    const { ask } = start()
    expect(await apply(ask, dressing)).toEqual({ status: 200, body: {} })
    const { body } = await ask('GET', `${facility}/charge_item/?encounter=${encounter}`)
    expect(body.results).toMatchObject([{ title: 'Dressing', quantity: 2, total_price: 300 }])
  })

  it('are all taken back when one definition is unknown', async () => {
    const { api, ask } = start()
    const { status } = await apply(ask, dressing, { ...dressing, charge_item_definition: 'nothing' })
    expect(status).toBe(404)
    expect(api.store.all('chargeItems')).toEqual([])
  })
})

describe('service requests', () => {
  const apply = (ask: Ask, activity_definition: string) =>
    ask('POST', `${facility}/service_request/apply_activity_definition/`, {
      activity_definition,
      service_request: { priority: 'urgent', requester: seeded.users.nurse },
      encounter,
    })

  it('are made from an activity definition, a new one each time', async () => {
    const { ask } = start()
    const [{ body }] = [await apply(ask, 'chest-x-ray'), await apply(ask, 'chest-x-ray')]
    expect(body).toMatchObject({
      title: 'Chest X-ray',
      priority: 'urgent',
      requester: { username: 'care-nurse' },
    })
    const list = await ask('GET', `${facility}/service_request/?encounter=${encounter}`)
    expect(list.body.results).toHaveLength(2)
  })

  it('are refused for a closed encounter, and listed only by encounter or location', async () => {
    const { ask } = start()
    const completed = { status: 'completed', encounter_class: 'imp', priority: 'routine' }
    await ask('PUT', `/encounter/${encounter}/`, completed)
    expect((await apply(ask, 'chest-x-ray')).status).toBe(403)
    expect((await ask('GET', `${facility}/service_request/`)).status).toBe(400)
  })
})

it('a tag is made by an administrator alone', async () => {
  const { api, ask } = start()
  const tag = { slug: 'isolation', display: 'Isolation', category: 'clinical', priority: 2, status: 'active' }
  const sent = { ...tag, resource: 'encounter' }
  expect((await ask('POST', '/tag_config/', sent)).status).toBe(403)
  const { body } = await callerOf(api, 'admin')('POST', '/tag_config/', sent)
  const list = await ask('GET', '/tag_config/?resource=encounter&status=active')
  expect(list.body.results).toMatchObject([{ id: body.id, display: 'Isolation' }, { display: 'VIP' }])
})

// @vitest-environment node
// Rules of the clinical lists that no recorded exchange shows alone.
import { describe, expect, it } from 'vitest'
import { callerOf, start, sub } from './in-process.ts'
import { seeded } from './seeded.ts'

const patient = seeded.patientId(0)
const encounter = seeded.encounterId(0)
const snomed = 'http://snomed.info/sct'
const fever = { system: snomed, code: '386661006', display: 'Fever' }
const certain = { clinical_status: 'active', verification_status: 'confirmed', encounter }
const symptom = { ...certain, code: fever, category: 'problem_list_item', severity: 'mild' }
const diagnosis = { ...certain, code: fever, category: 'encounter_diagnosis' }
const allergy = {
  ...certain,
  category: 'food',
  criticality: 'low',
  code: { system: snomed, code: '91935009', display: 'Peanut' },
}
const request = {
  status: 'active',
  intent: 'order',
  category: 'inpatient',
  priority: 'routine',
  do_not_perform: false,
  medication: { system: snomed, code: '387517004', display: 'Paracetamol' },
  encounter,
  dosage_instruction: [{ as_needed_boolean: true }],
  authored_on: '2026-03-01T09:00:00Z',
}

type Ask = ReturnType<typeof start>['ask']
const under = (path: string) => `/patient/${patient}/${path}/`
const close = (ask: Ask, id = encounter) =>
  ask('PUT', `/encounter/${id}/`, { status: 'completed', encounter_class: 'imp', priority: 'routine' })
const upsert = async (ask: Ask, path: string, ...datapoints: unknown[]) => {
  const { status, body } = await ask('POST', under(`${path}/upsert`), { datapoints })
  return { status, rows: body as unknown as Record<string, unknown>[] }
}
const listed = async (ask: Ask, path: string, query = '') =>
  (await ask('GET', `${under(path)}?${query}`)).body.results

describe('upserts', () => {
  it('take everything back when one datapoint is refused, and report an id that is nowhere', async () => {
    const { api, ask } = start()
    const { status, rows } = await upsert(ask, 'symptom', symptom, {
      ...symptom,
      code: { ...fever, code: 'bad' },
    })
    expect(status).toBe(400)
    expect(rows).toMatchObject([{ severity: 'mild' }, { errors: [{ loc: ['code'] }] }])
    expect(api.store.all('conditions')).toEqual([])
    expect(api.store.all('responses')).toEqual([])
  })

  it('take back what was changed before the refusal', async () => {
    const { ask } = start()
    const { rows } = await upsert(ask, 'symptom', symptom)
    const changed = { ...symptom, severity: 'severe', id: rows[0]?.id }
    expect((await upsert(ask, 'symptom', changed, {})).status).toBe(400)
    expect(await listed(ask, 'symptom')).toMatchObject([{ severity: 'mild' }])
  })

  it('fail the batch around them, which takes back what stands beside', async () => {
    const { api, ask } = start()
    await close(ask)
    const requests = [
      sub(under('allergy_intolerance/upsert'), { datapoints: [allergy] }, 'allergy_intolerance'),
      sub(under('symptom/upsert'), { datapoints: [symptom] }, 'symptom'),
    ]
    const { status, body } = await ask('POST', '/batch_requests/', { requests })
    expect(status).toBe(400)
    expect(body.results).toMatchObject([
      { status_code: 200, data: [{ criticality: 'low' }] },
      { status_code: 400, data: [{ detail: 'You do not have permission to update encounter' }] },
    ])
    expect(api.store.all('allergies')).toEqual([])
  })

  it('count a datapoint with an id of null as an unknown one', async () => {
    const { ask } = start()
    const { status, rows } = await upsert(ask, 'symptom', { ...symptom, id: null })
    expect({ status, rows }).toMatchObject({
      status: 400,
      rows: [{ errors: [{ type: 'object_not_found' }] }],
    })
  })

  it.each([
    ['symptom', symptom],
    ['diagnosis', diagnosis],
    ['medication/request', request],
  ])('%s: a closed encounter refuses an update too', async (path, datapoint) => {
    const { ask } = start()
    const { rows } = await upsert(ask, path, datapoint)
    await close(ask)
    const { status, rows: refused } = await upsert(ask, path, { ...datapoint, id: rows[0]?.id })
    expect(status).toBe(400)
    expect(refused).toEqual([{ detail: 'You do not have permission to update encounter' }])
  })

  it('allergies: a new one may name a closed encounter, an update may not', async () => {
    const { ask } = start()
    await close(ask)
    const { status, rows } = await upsert(ask, 'allergy_intolerance', allergy)
    expect(status).toBe(200)
    expect((await upsert(ask, 'allergy_intolerance', { ...allergy, id: rows[0]?.id })).status).toBe(400)
  })

  it('allergies: an update moves the record to the encounter that it names', async () => {
    const { api, ask } = start()
    const { rows } = await upsert(ask, 'allergy_intolerance', allergy)
    const [first] = api.store.all('encounters')
    if (first === undefined) throw new Error('the ward is empty')
    const later = api.store.put('encounters', { ...first, id: seeded.patientId(39) })
    const moved = { ...allergy, encounter: later.id, id: rows[0]?.id }
    expect((await upsert(ask, 'allergy_intolerance', moved)).rows).toMatchObject([{ encounter: later.id }])
    expect(await listed(ask, 'allergy_intolerance')).toHaveLength(1)
  })

  it('refuse every code as long as the terminology server cannot be used', async () => {
    const { ask } = start({ terminology: 'unusable' })
    const { rows } = await upsert(ask, 'diagnosis', diagnosis)
    expect(rows).toMatchObject([{ errors: [{ type: 'value_error', loc: ['code'] }] }])
  })

  it('are refused to a volunteer in each datapoint', async () => {
    const { api } = start()
    const { status, rows } = await upsert(callerOf(api, 'volunteer'), 'allergy_intolerance', allergy)
    expect(status).toBe(400)
    expect(rows).toEqual([{ detail: 'You do not have permission to update encounter' }])
  })
})

describe('clinical lists', () => {
  it('keep symptoms and diagnoses apart, and the category that a diagnosis was made with', async () => {
    const { ask } = start()
    await upsert(ask, 'symptom', { ...symptom, category: 'chronic_condition' })
    await upsert(ask, 'diagnosis', diagnosis, { ...diagnosis, category: 'chronic_condition' })
    expect(await listed(ask, 'symptom')).toMatchObject([{ category: 'problem_list_item' }])
    const categories = (await listed(ask, 'diagnosis')).map(({ category }) => category)
    expect(categories).toEqual(['chronic_condition', 'encounter_diagnosis'])
    expect(await listed(ask, 'diagnosis', 'category=chronic_condition')).toHaveLength(1)
  })

  it('take several values with commas, and leave out with exclude_', async () => {
    const { ask } = start()
    const is = (verification_status: string) => ({ ...symptom, verification_status })
    await upsert(ask, 'symptom', is('confirmed'), is('provisional'), is('entered_in_error'))
    expect(await listed(ask, 'symptom', 'verification_status=confirmed,provisional')).toHaveLength(2)
    expect(await listed(ask, 'symptom', 'exclude_verification_status=entered_in_error')).toHaveLength(2)
    expect(await listed(ask, 'symptom', `encounter=${seeded.encounterId(1)}`)).toEqual([])
    expect(await listed(ask, 'symptom', 'encounter=')).toHaveLength(3)
  })

  it('give a day, and a time without a zone, as an instant in the zone of the server', async () => {
    const { ask } = start()
    const since = (onset_datetime: string) => ({ ...symptom, onset: { onset_datetime, note: null } })
    const { rows } = await upsert(ask, 'symptom', since('2026-01-02'), since('2026-01-02T08:30:00'))
    expect(rows.map(({ onset }) => onset)).toEqual([
      { onset_datetime: '2026-01-02T00:00:00+05:30' },
      { onset_datetime: '2026-01-02T08:30:00+05:30' },
    ])
  })

  it('can be written one by one, and then refuse in the usual way', async () => {
    const { ask } = start()
    const { body } = await ask('POST', under('medication/request'), request)
    const stopped = await ask('PUT', under(`medication/request/${body.id}`), {
      status: 'stopped',
      priority: 'stat',
    })
    expect(stopped.body).toMatchObject({ status: 'stopped', priority: 'routine' })
    await close(ask)
    expect((await ask('DELETE', under(`medication/request/${body.id}`))).status).toBe(403)
    expect((await ask('POST', under('medication/request'), request)).status).toBe(403)
  })

  it('put requests with one alternate_identifier on one prescription', async () => {
    const { ask } = start()
    const create_prescription = { name: 'Round', alternate_identifier: 'RX-1' }
    const { rows } = await upsert(
      ask,
      'medication/request',
      { ...request, create_prescription },
      { ...request, create_prescription },
    )
    const ids = rows.map(({ prescription }) => (prescription as { id: string }).id)
    expect(new Set(ids).size).toBe(1)
    const { body } = await ask('GET', under(`medication/prescription/${ids[0]}`))
    expect(body.medications).toHaveLength(2)
  })

  it('leave a response at each write that names no questionnaire', async () => {
    const { ask } = start()
    const { rows } = await upsert(ask, 'symptom', symptom)
    await upsert(ask, 'symptom', { ...symptom, id: rows[0]?.id })
    const id = rows[0]?.id
    expect(await listed(ask, 'questionnaire_response')).toMatchObject([
      { structured_responses: { symptom: { id, submit_type: 'UPDATE' } }, responses: [] },
      { structured_responses: { symptom: { id, submit_type: 'CREATE' } }, subject_id: patient },
    ])
    expect(await listed(ask, 'questionnaire_response', 'only_unstructured=true')).toEqual([])
  })
})

describe('value sets', () => {
  it('hold some dozens of concepts for what the forms ask, and cut at the count', async () => {
    const { ask } = start()
    for (const slug of ['system-condition-code', 'system-allergy-code', 'system-medication']) {
      const expand = async (body: unknown) =>
        (await ask('POST', `/valueset/${slug}/expand/`, body)).body.results
      expect((await expand({ count: 99 })).length).toBeGreaterThanOrEqual(24)
      expect(await expand({ count: 3 })).toHaveLength(3)
      expect(await expand({ search: 'nothing is called so' })).toEqual([])
    }
  })

  it('find every concept of theirs again by its code, and no other', async () => {
    const { ask } = start()
    const { body } = await ask('POST', '/valueset/system-medication/expand/', { search: 'para', count: 99 })
    for (const { system, code, display } of body.results) {
      const found = await ask('POST', '/valueset/lookup_code/', { system, code })
      expect(found.body.metadata).toMatchObject({ display })
    }
    const unknown = await ask('POST', '/valueset/lookup_code/', { system: snomed, code: '1' })
    expect(unknown).toMatchObject({
      status: 404,
      body: { error: expect.stringMatching(/^No results found/) },
    })
  })

  it('show the latest view first and once, to the user alone', async () => {
    const { api, ask } = start()
    const view = (code: string) =>
      ask('POST', '/valueset/system-medication/add_recent_view/', { system: snomed, code, display: code })
    for (const code of ['1', '2', '1']) await view(code)
    const recent = async (member: 'nurse' | 'doctor') => {
      const { body } = await callerOf(api, member)('GET', '/valueset/system-medication/recent_views/')
      return (body as unknown as { code: string }[]).map(({ code }) => code)
    }
    expect([await recent('nurse'), await recent('doctor')]).toEqual([['1', '2'], []])
  })
})

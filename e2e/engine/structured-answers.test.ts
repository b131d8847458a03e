// Forms with structured answers through the real engine to the embedded API.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { patientOf } from './forms.ts'
import { at, createDesk, kinds, known } from './structured-desk.ts'
import { answer, batch, listOf, structured, vitalsAnswer } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const { beginShift, rows, fieldsOf, writes, states, shown, newcomer, goOnline } = createDesk(() => ward)

beforeEach(async () => {
  ward = await createWardTablet()
  await beginShift()
})

afterEach(() => ward.tablet.close())

describe('a structured answer', () => {
  it.each(kinds)(
    '[CA40] [CA41] saved offline, of a patient made offline, reaches CARE once: %s',
    async (kind) => {
      const before = rows(kind).length
      const about = await newcomer()
      const { answer: told, body } = await ward.ask(batch(answer(kind, about, {})))
      expect(told.status).toBe(202)
      const id = at(body, '/results/0/data/0/id')
      expect(isTemporaryId(id)).toBe(true)
      expect(await shown(kind, about)).toMatchObject([{ id, encounter: about.encounter }])

      expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(rows(kind)).toHaveLength(before + 1)
      // A page that still stands on the old address sees the server's record under the id that it knows.
      expect(await shown(kind, about)).toMatchObject([{ id, encounter: about.encounter }])
      expect((await shown(kind, about)).map(({ created_date }) => created_date)).toEqual(
        rows(kind)
          .slice(-1)
          .map(({ created_date }) => created_date),
      )
    },
  )

  it.each(kinds)(
    '[CA49] a second submit of the form updates it, before the sync and after: %s',
    async (kind) => {
      const before = rows(kind).length
      const { change } = structured[kind]
      ward.network.online = false
      const id = at((await ward.ask(batch(answer(kind, known, {})))).body, '/results/0/data/0/id')
      expect((await ward.ask(batch(answer(kind, known, { ...change, id })))).answer.status).toBe(202)
      expect(await shown(kind)).toMatchObject([{ id, ...change }])
      expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(rows(kind)).toHaveLength(before + 1)
      expect(fieldsOf(kind).at(-1)).toMatchObject(change)

      // The page never learned the server's id.
      const back = Object.fromEntries(
        Object.keys(change).map((field) => [
          field,
          (structured[kind].item as Json as JsonObject)[field] ?? null,
        ]),
      )
      expect((await ward.ask(batch(answer(kind, known, { ...back, id })))).answer.status).toBe(200)
      expect(rows(kind)).toHaveLength(before + 1)
      expect(fieldsOf(kind).at(-1)).toMatchObject(back)
      expect(await shown(kind)).toMatchObject([{ id: rows(kind).at(-1)?.id, ...back }])
    },
  )

  it("[CA41] a prescription made with it is in its list, and is the server's after the sync", async () => {
    const about = await newcomer()
    const asked = listOf('medication_request', about)
    const prescriptions = { ...asked, path: asked.path.replace('request', 'prescription') }
    await ward.ask(batch(answer('medication_request', about, {}, {})))
    const mine = (await ward.ask(prescriptions)).body
    expect(mine).toMatchObject({ count: 1, results: [{ name: 'Visit' }] })
    await goOnline()
    expect(ward.count('prescriptions')).toBe(1)
    expect((await ward.ask(prescriptions)).body).toMatchObject({
      count: 1,
      results: [{ id: at(mine, '/results/0/id') }],
    })
  })
})

describe('a form of several parts', () => {
  const form = () =>
    batch(
      vitalsAnswer(known),
      answer('allergy_intolerance', known, {}),
      answer('symptom', known, {}, { severity: 'mild' }),
    )
  const counts = () => [
    ward.count('observations'),
    rows('allergy_intolerance').length,
    rows('symptom').length,
  ]

  it.each(['lose-answer', 'lose-request'] as const)(
    '[CA46] whose answer or request is lost is there once: %s',
    async (fault) => {
      const before = counts()
      let losing = 1
      ward.fault = ({ path }) => (path.endsWith('/batch_requests/') && losing-- > 0 ? fault : undefined)
      expect((await ward.ask(form())).answer.status).toBe(202)
      await ward.tablet.clock.advance(60_000)
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(counts().map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 2])
      expect(await states()).toEqual(['success'])
      expect(ward.sent('POST', '/batch_requests/')).toBe(fault === 'lose-answer' ? 1 : 2)
      expect(await shown('symptom')).toHaveLength(2)
    },
  )

  it('[CA49] of which CARE refuses one leaves nothing there, and keeps all of it here', async () => {
    const before = [...counts(), ward.count('responses')]
    ward.network.online = false
    const bad = { code: { system: 'http://snomed.info/sct', code: 'bad', display: 'Bad' } }
    const { body } = await ward.ask(
      batch(vitalsAnswer(known), answer('symptom', known, {}), answer('allergy_intolerance', known, bad)),
    )
    const symptom = at(body, '/results/1/data/0/id')
    const follow = await ward.ask(batch(answer('symptom', known, { id: symptom, severity: 'mild' })))
    expect(follow.answer.status).toBe(202)
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect([...counts(), ward.count('responses')]).toEqual(before)
    const [follower, refused] = await writes()
    expect(refused?.failure).toMatchObject({
      code: 'refused',
      status: 400,
      words: 'code: Value error, Code does not exist in the valueset',
    })
    // The ids in that answer are of nothing: what hangs on them waits, and is not sent to them.
    expect(follower?.syncStatus).toBe('blocked')
    expect(await shown('symptom')).toMatchObject([{ id: symptom, severity: 'mild' }])

    const mended = batch(
      vitalsAnswer(known),
      answer('symptom', known, {}),
      answer('allergy_intolerance', known, {}),
    )
    expect(await ward.tablet.engine.api.edit(refused?.id ?? '', mended.body ?? null)).toMatchObject({
      ok: true,
    })
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(counts().map((count, i) => count - (before[i] ?? 0))).toEqual([1, 1, 1])
    expect(fieldsOf('symptom').at(-1)).toMatchObject({ severity: 'mild' })
  })

  it('[CA41] leaves records that can be opened one by one, before the sync and after', async () => {
    ward.network.online = false
    const { body } = await ward.ask(form())
    const below = (path: string, pointer: string) =>
      ward.ask(get(`/api/v1/patient/${known.patient}/${path}/${at(body, pointer)}/`))
    const opened = async () => [
      (await below('questionnaire_response', '/results/0/data/id')).body,
      (await below('allergy_intolerance', '/results/1/data/0/id')).body,
      (await below('symptom', '/results/2/data/1/id')).body,
    ]
    const mine = await opened()
    expect(mine.map((record) => valueAt(record, '/id'))).toEqual([
      at(body, '/results/0/data/id'),
      at(body, '/results/1/data/0/id'),
      at(body, '/results/2/data/1/id'),
    ])
    expect(mine[2]).toMatchObject({ severity: 'mild' })
    await goOnline()
    expect((await opened()).map((record) => valueAt(record, '/id'))).toEqual(
      mine.map((record) => valueAt(record, '/id')),
    )
  })

  it('[CA42] is refused on the form where something is missing, and nothing is kept', async () => {
    ward.network.online = false
    const { answer: told, body } = await ward.ask(
      batch(vitalsAnswer(known), answer('symptom', known, { code: null })),
    )
    expect(told.status).toBe(400)
    expect(body).toMatchObject({ errors: [{ loc: ['requests', 1, 'body', 'datapoints', 0, 'code'] }] })
    expect(await states()).toEqual([])
  })

  it.each([
    ['symptom', { severity: 'awful' }, 'severity'],
    ['symptom', { code: { system: 'http://snomed.info/sct', display: 'Fever' } }, 'code'],
    ['symptom', { onset: { onset_datetime: '2026-12-24' } }, 'onset'],
    ['diagnosis', { verification_status: 'sure' }, 'verification_status'],
    ['allergy_intolerance', { criticality: 'very' }, 'criticality'],
    ['medication_request', { priority: 'soon' }, 'priority'],
    ['medication_request', { dosage_instruction: [{ text: '1-0-1' }] }, 'dosage_instruction'],
    ['medication_statement', { information_source: 'cat' }, 'information_source'],
  ] as const)('[CA42] what CARE would refuse of a %s is said on the form: %o', async (kind, wrong, field) => {
    for (const online of [false, true]) {
      ward.network.online = online
      const { answer: told, body } = await ward.ask(batch(answer(kind, known, wrong as Json as JsonObject)))
      expect(told.status).toBe(400)
      if (!online) expect(valueAt(body, '/errors/0/loc')).toContain(field)
    }
    expect(await states()).toEqual([])
  })

  it('[ID8] the ids in the answer of a batch are mapped, each from its own place', async () => {
    const about = await newcomer()
    const prescription = (id: string) =>
      get(`/api/v1/patient/${about.patient}/medication/prescription/${id}/`)
    const { body } = await ward.ask(
      batch(
        vitalsAnswer(about),
        answer('symptom', about, { note: 'first' }, { note: 'second' }),
        answer('medication_request', about, {}),
        answer('allergy_intolerance', about, {}),
      ),
    )
    const mine = [
      ...['/results/0/data/id', '/results/1/data/0/id', '/results/1/data/1/id', '/results/2/data/0/id'],
      ...['/results/2/data/0/prescription/id', '/results/3/data/0/id'],
    ].map((pointer) => at(body, pointer))
    expect(mine.every(isTemporaryId)).toBe(true)
    // Later forms name them, while they wait and after.
    await ward.ask(batch(answer('symptom', about, { id: mine[2] ?? '', note: 'changed' })))
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })

    // Each name is followed by the server's.
    const [, names = []] = (await writes()).map(({ recordIds }) => recordIds)
    const serverIds = mine.map((id) => names[names.indexOf(id) + 1])
    const newest = (kind: 'symptom' | 'medication_request' | 'allergy_intolerance') => rows(kind).at(-1)?.id
    expect(serverIds).toEqual([
      ward.api.store.all('responses').find(({ questionnaire }) => questionnaire)?.id,
      rows('symptom').at(-2)?.id,
      newest('symptom'),
      newest('medication_request'),
      ward.api.store.all('prescriptions').at(-1)?.id,
      newest('allergy_intolerance'),
    ])
    expect(fieldsOf('symptom').map(({ note }) => note)).toEqual(['first', 'changed'])
    expect((await ward.ask(prescription(mine[4] ?? ''))).body).toMatchObject({ id: mine[4] })

    // The page never learned the server's ids.
    await ward.ask(batch(answer('symptom', about, { id: mine[1] ?? '', note: 'after' })))
    expect(fieldsOf('symptom').map(({ note }) => note)).toEqual(['after', 'changed'])
  })

  it('[CA45] with the time of death in it changes the patient as the form alone would', async () => {
    const deceased = { name: 'Renamed', deceased_datetime: '2026-11-21T10:00:00Z' }
    const death = {
      url: `/api/v1/patient/${known.patient}/`,
      method: 'PUT',
      reference_id: 'time_of_death',
      body: deceased,
    }
    ward.network.online = false
    expect((await ward.ask(batch(vitalsAnswer(known), death))).answer.status).toBe(202)
    expect((await ward.ask(patientOf(known.patient))).body).toMatchObject(deceased)
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(ward.api.store.get('patients', known.patient)).toMatchObject({
      deceased_datetime: '2026-11-21T10:00:00Z',
    })
  })
})

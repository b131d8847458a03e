// Structured answers and batches where somebody else was there meanwhile.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { createDesk, known } from './structured-desk.ts'
import { answer, batch, completion, type Structured, structured, vitalsAnswer } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const { beginShift, rows, fieldsOf, writes, shown, goOnline } = createDesk(() => ward)

beforeEach(async () => {
  ward = await createWardTablet()
  await beginShift()
})

afterEach(() => ward.tablet.close())

describe('what somebody else has changed meanwhile', () => {
  /** A new item on the server, and on this tablet as it was read. */
  async function itemOf(kind: Structured): Promise<JsonObject> {
    await ward.ask(batch(answer(kind, known, { note: 'ours' })))
    const [row] = await shown(kind)
    ward.network.online = false
    return row ?? {}
  }

  function changeElsewhere(kind: Structured, id: Json | undefined, fields: Record<string, unknown>) {
    const row = rows(kind).find((one) => one.id === id)
    if (!row) throw new Error('nothing to change')
    ward.api.store.put(structured[kind].table, { ...row, fields: { ...row.fields, ...fields } } as never)
  }

  it('[CA47] another field of a symptom is kept, and mine is sent', async () => {
    const { id } = await itemOf('symptom')
    await ward.ask(
      batch(
        vitalsAnswer(known),
        answer('symptom', known, { id: id ?? null, severity: 'severe', note: 'ours' }),
      ),
    )
    changeElsewhere('symptom', id, { note: 'theirs' })
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(fieldsOf('symptom').at(-1)).toMatchObject({ severity: 'severe', note: 'theirs' })
  })

  it.each(['medication_request', 'allergy_intolerance', 'medication_statement'] as const)(
    '[CA47] two changes of a %s go to a person, who is told of which it is',
    async (kind) => {
      const { id } = await itemOf(kind)
      const { change } = structured[kind]
      await ward.ask(
        batch(vitalsAnswer(known), answer(kind, known, { id: id ?? null, ...change, note: 'ours' })),
      )
      const before = ward.count('responses')
      changeElsewhere(kind, id, { note: 'theirs' })
      expect(await goOnline()).toMatchObject({ needAttention: 1 })
      expect(ward.count('responses')).toBe(before)
      const [write] = await writes()
      expect(write?.syncStatus).toBe('conflict')
      const detail = await ward.tablet.engine.api.details(write?.id ?? '')
      const conflict = detail.ok ? detail.value?.conflict : undefined
      const name = '/requests/1/body/datapoints/0/note'
      expect(conflict).toMatchObject({
        fields: [name],
        base: { [name]: 'ours' },
        theirs: { [name]: 'theirs' },
      })
      expect(conflict?.about?.[name]).toBe(kind === 'allergy_intolerance' ? 'Peanut' : 'Paracetamol')

      expect(
        await ward.tablet.engine.api.resolve(write?.id ?? '', { fields: { [name]: 'theirs' } }),
      ).toMatchObject({ ok: true })
      expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
      expect(fieldsOf(kind).at(-1)).toMatchObject({ ...change, note: 'theirs' })
    },
  )

  it('[CA47] what a form only sends along, as it was read, takes nothing back', async () => {
    const row = await itemOf('medication_statement')
    await ward.ask(batch(answer('medication_statement', known, { ...row }, { dosage_text: '0-0-1' })))
    changeElsewhere('medication_statement', row.id, { status: 'stopped' })
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(fieldsOf('medication_statement').map(({ status }) => status)).toEqual(['stopped', 'active'])
  })

  it("[CA47] one's own earlier form is no conflict", async () => {
    const { id } = await itemOf('allergy_intolerance')
    await ward.ask(batch(answer('allergy_intolerance', known, { id: id ?? null, criticality: 'high' })))
    await ward.ask(
      batch(
        vitalsAnswer(known),
        answer('allergy_intolerance', known, { id: id ?? null, criticality: 'low', note: 'mild after all' }),
      ),
    )
    expect(await goOnline()).toMatchObject({ waiting: 0, needAttention: 0 })
    expect(fieldsOf('allergy_intolerance').at(-1)).toMatchObject({
      criticality: 'low',
      note: 'mild after all',
    })
  })

  it('[CA47] an encounter that was closed by somebody else is not closed by a batch', async () => {
    await ward.ask({
      method: 'GET',
      path: `/api/v1/encounter/${known.encounter}/`,
      query: [['facility', seeded.facilityId]],
    })
    ward.network.online = false
    await ward.ask(completion(known))
    const row = ward.api.store.get('encounters', known.encounter)
    if (row) ward.api.store.put('encounters', { ...row, status: 'cancelled' })
    expect(await goOnline()).toMatchObject({ needAttention: 1 })
    expect((await writes())[0]?.failure).toEqual({ code: 'record-closed', status: 'cancelled' })
    expect(ward.api.store.get('encounters', known.encounter)?.status).toBe('cancelled')
  })
})

// The search for a patient without network: among those that this tablet knows, in the words and the shape of CARE.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { get, post } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { patientOf, registration } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

const search = (body: Json) => post('/api/v1/patient/search/', body)
const byConfig = (config: string, value: string) => search({ config, value, page_size: 20 })
const { name, phone } = seeded.identifierConfigs
const known = seeded.patientId(0)

let ward: WardTablet
let person: JsonObject
beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('doctor')
  person = (await ward.ask(patientOf(known))).body as JsonObject
  await ward.ask(patientOf(seeded.patientId(1)))
  // It tells which identifiers are kept.
  await ward.ask(get(`/api/v1/facility/${seeded.facilityId}/`))
})
afterEach(() => ward.tablet.close())

/** The id of a search by phone number is random. */
const steady = (body: Json): Json => {
  const { partial, results } = body as { partial: boolean; results: JsonObject[] }
  return { partial, results: partial ? results.map(({ id: _, ...row }) => row) : results }
}
const text = (field: string) => String(person[field])

describe('[CA9] a search without network', () => {
  it.each([
    ['by phone number', () => search({ phone_number: text('phone_number') })],
    ['by the identifier of the phone number', () => byConfig(phone, text('phone_number'))],
    ['by a part of the name', () => byConfig(name, text('name').slice(0, 6).toLowerCase())],
  ])('%s answers as CARE does', async (_, asked) => {
    const online = (await ward.ask(asked())).body
    const { tablet } = ward
    // Another spelling of the same question: it has no stored answer of its own.
    const again = { ...asked(), body: { ...(asked().body as JsonObject), page_size: 21 } }
    ward.network.online = false
    const { answer, body } = await ward.ask(again)
    expect(answer.headers).toMatchObject({ 'x-care-offline': 'store', 'x-care-incomplete': 'true' })
    const withoutPermissions = (one: Json) =>
      JSON.parse(JSON.stringify(one, (key, value) => (key === 'permissions' ? [] : value))) as Json
    expect(withoutPermissions(steady(body))).toEqual(withoutPermissions(steady(online)))
    expect(tablet.events.some((event) => event.type === 'answered' && event.from === 'missed')).toBe(false)
  })

  it.each([
    ['a phone number', () => search({ phone_number: '+919800000999' })],
    ['an identifier', () => byConfig(phone, '+919800000999')],
    ['a name', () => byConfig(name, 'Nobody Of That Name')],
    ['nothing', () => search({})],
  ])('for %s that nobody here has is a miss, never nobody', async (_, asked) => {
    ward.network.online = false
    expect((await ward.ask(asked())).answer.status).toBe(406)
  })

  it('finds who was registered here beside who was known, and a stored "nobody" no longer holds', async () => {
    const fresh = '+919800000555'
    expect(steady((await ward.ask(search({ phone_number: fresh }))).body)).toEqual({
      partial: true,
      results: [],
    })
    ward.network.online = false
    const made = String(valueAt((await ward.ask(registration('Here Asha', fresh))).body, '/id'))
    await ward.ask(registration('Here Usha', text('phone_number')))
    expect(isTemporaryId(made)).toBe(true)
    const found = async (number: string) =>
      (steady((await ward.ask(search({ phone_number: number }))).body) as { results: JsonObject[] }).results
    expect(await found(fresh)).toEqual([
      { name: 'Here Asha', gender: 'female', phone_number: fresh, partial_id: made.slice(0, 5) },
    ])
    const names = (await found(text('phone_number'))).map((row) => row.name)
    expect(new Set(names)).toEqual(new Set(['Here Usha', person.name]))
    const byName = (await ward.ask(byConfig(name, 'here'))).body as { results: JsonObject[] }
    expect(new Set(byName.results.map((row) => row.name))).toEqual(new Set(['Here Asha', 'Here Usha']))
  })
})

// Who is taken for the person of a registration that has waited, and who is another of her family.

import { describe, expect, test } from 'vitest'
import type { ApiRequest } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { GuardResult } from '../../policy/write-policy.ts'
import { matchedWrite, newId, nurse, recorded } from '../../testing/care-recordings.ts'
import { isSamePerson } from './same-person.ts'

const phone = '+919847012345'
const nowMs = Date.parse('2026-11-22T10:00:00Z')
const asha = { name: 'Asha Nair', gender: 'female', phone_number: phone, date_of_birth: '1990-04-05' }
const isSame = (theirs: JsonObject, mine: JsonObject = {}) =>
  isSamePerson({ ...asha, ...theirs }, { ...asha, ...mine }, nowMs)

const sameNames: [string, string][] = [
  ['Asha Nair', 'asha  NAIR '],
  ['Asha Nair', 'Nair, Asha'],
  ['Asha Nair', 'Asha'],
  ['Asha Nair', 'Asha K. Nair'],
  ['Asha Nair', 'Asha N'],
  ['A. Nair', 'Asha Nair'],
  ['K.P. Asha', 'Asha K P'],
  ['Ramesh Kumar Pillai', 'Rameshkumar'],
  ['José D’Souza', "JOSE D'SOUZA"],
  ['Mary-Ann Thomas', 'Mary Ann Thomas'],
  ['Smt. Lakshmi Amma', 'Mrs Lakshmi Amma'],
  ['ആശ നായർ', 'ആശ നായര്\u200d'],
  ['ആശ നായർ', 'നായർ ആശ'],
  ['കെ. ആശ', 'ആശ കുമാരി'],
  ['ജോ', 'ജോ'],
  ['आशा देवी', 'आशा'],
  ['ज़ैनब ख़ातून', 'जैनब खातून'],
  ['सुनीता आर. शर्मा', 'शर्मा सुनीता'],
  ['ஆஷா நாயர்', 'ஆஷா நாயர்.'],
]
const otherNames: [string, string][] = [
  ['Asha Nair', 'Usha Nair'],
  ['Asha Nair', 'Asha Menon'],
  ['Asha K', 'Asha P'],
  ['Ramesh Kumar', 'Suresh Kumar'],
  ['A. Nair', 'Bindu Nair'],
  ['Anu', 'Anupama'],
  ['K', 'Kavya Menon'],
  ['Rani', 'Rina'],
  ['Baby of Asha 1', 'Baby of Asha 2'],
  ['രമ', 'രാമ'],
  ['ആശ', 'ഉഷ'],
  ['आशा देवी', 'उषा देवी'],
  ['राम', 'रमा'],
  ['Asha', 'ആശ'],
  ['', 'Asha'],
  ['...', '---'],
]

describe('the same number', () => {
  test.each(sameNames)('[CA14] and %s or %s: likely one person, either way round', (a, b) => {
    expect([isSame({ name: a }, { name: b }), isSame({ name: b }, { name: a })]).toEqual([true, true])
  })
  test.each(otherNames)('[CA14] and %s or %s: two people, either way round', (a, b) => {
    expect([isSame({ name: a }, { name: b }), isSame({ name: b }, { name: a })]).toEqual([false, false])
  })

  const born = (date_of_birth: string | null, year_of_birth: number | null = null) => ({
    date_of_birth,
    year_of_birth,
  })
  const pairs: [string, JsonObject, JsonObject, boolean][] = [
    ['a brother of that name', { gender: 'male' }, {}, false],
    ['a gender that was never told', { gender: '' }, {}, true],
    ['a birthday a year off', born('1991-04-05'), {}, true],
    ['a mother of that name', born('1962-04-05'), {}, false],
    ['two years apart', born('1992-01-01'), {}, false],
    ['only a year, from an age', born(null, 1989), {}, true],
    ['an age now', born(null, 1990), { date_of_birth: null, age: 36 }, true],
    ['an age that overrides the date', born('1990-04-05'), { age: 5 }, false],
    ['no year at all', born(null, 0), {}, true],
    ['a number without its country', {}, { phone_number: '098470 12345' }, true],
    ['another number', { phone_number: '+919847012346' }, {}, false],
    [
      'the emergency number of the other',
      { phone_number: '+919000000000', emergency_phone_number: phone },
      {},
      false,
    ],
    ['no number', {}, { phone_number: '' }, false],
  ]
  test.each(pairs)('[CA14] and %s', (_, theirs, mine, same) => {
    expect(isSame(theirs, mine)).toBe(same)
  })

  test('[CA14] an age says nothing where the time is not known', () => {
    expect(
      isSamePerson(
        { ...asha, date_of_birth: '1962-04-05' },
        { ...asha, date_of_birth: null, age: 36 },
        undefined,
      ),
    ).toBe(true)
  })
})

describe('before a registration that has waited is sent', () => {
  const { request } = recorded('patient', 'create')
  const detail = recorded('patient', 'detail').answer
  function guard(answer: (asked: ApiRequest) => Json | undefined, body: JsonObject = {}) {
    const write = matchedWrite({ ...request, body: { ...(request.body as JsonObject), ...body } })
    const asked: ApiRequest[] = []
    const steps = write.policy.guard?.(write, { userId: nurse, nowMs })
    if (!steps) throw new Error('registrations have no guard')
    let step = steps.next()
    while (!step.done) {
      asked.push(step.value)
      step = steps.next(answer(step.value))
    }
    return { asked, result: step.value satisfies GuardResult }
  }
  const page = (...results: JsonObject[]) => ({ count: results.length, results })

  test('[CA14] who is likely the same is named by a real id and in words, others of the number pass', () => {
    const twin = { ...detail, id: newId(2), name: 'Offline T.', gender: 'female', year_of_birth: 1991 }
    const mother = { ...detail, id: newId(3), date_of_birth: '1960-01-01' }
    const { asked, result } = guard(() => page(detail, { ...twin, date_of_birth: null }, mother))
    expect(asked.map(({ method, path, query }) => [method, path, query[0]])).toEqual([
      ['GET', '/api/v1/patient/', ['phone_number', '+919876543210']],
    ])
    expect(result).toEqual({
      likely: [
        { id: detail.id, label: 'Offline Test, female, born 1990, +919876543210' },
        { id: newId(2), label: 'Offline T., female, born 1991, +919876543210' },
      ],
    })
  })

  test('[CA14] nobody, a 404 and what is no page are clear', () => {
    for (const answer of [
      page(),
      page({ ...detail, name: 'Her Sister' }),
      undefined,
      null,
      'x',
      { results: [1] },
    ])
      expect(guard(() => answer).result).toEqual({ clear: true })
  })

  test('[CA14] all of a shared number are looked at, by pages', () => {
    const crowd = Array.from({ length: 200 }, (_, i) => ({ ...detail, id: `other ${i}`, name: `Other ${i}` }))
    const isLater = ({ query }: ApiRequest) =>
      query.some(([name, value]) => name === 'offset' && value === '200')
    const { asked, result } = guard((one) => (isLater(one) ? page(detail) : page(...crowd)))
    expect(asked).toHaveLength(2)
    expect(result).toMatchObject({ likely: [{ id: detail.id }] })
    expect(guard(() => page(...crowd)).asked).toHaveLength(5)
  })

  test('[CA14] a number without its country is looked for by name', () => {
    const { asked, result } = guard(() => page(detail), { phone_number: '9876543210' })
    expect(asked[0]?.query[0]).toEqual(['name', 'Offline Test'])
    expect(result).toMatchObject({ likely: [{ id: detail.id }] })
  })
})

test('[CA15] "it is the same" is answered by the record itself', () => {
  const write = matchedWrite(recorded('patient', 'create').request)
  expect(write.policy.adopt?.(newId(5), write)).toEqual({
    method: 'GET',
    path: `/api/v1/patient/${newId(5)}/`,
    query: [],
  })
})

// Who is assigned to a patient: the answers made for it, the list it shows in, searches of people, and lost answers.

import { describe, expect, test } from 'vitest'
import { get, post } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  policies,
  probe,
  project,
  received,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'

const add = recorded('patient-user', 'add')
const remove = recorded('patient-user', 'remove')
const list = recorded('patient-user', 'list').answer
const none = recorded('patient-user', 'none')
const nurse = add.answer
const known = { everyone: recorded('patient-user', 'search').answer }
const ofPatient = none.request
const usersIn = (body: Json | undefined) => ((body as JsonObject).results as JsonObject[]).map(({ id }) => id)

describe('the answer made for an assignment', () => {
  test('[CA22] equals that of the server but for the last login, where a stored list names the user', () => {
    const made = waiting(add.request, known).answer as JsonObject
    expect({ ...made, last_login: null }).toEqual({ ...nurse, last_login: null })
  })

  test.each(['me', 'assigned', 'everyone', 'colleagues'])('[CA22] is taken from any of them: %s', (name) => {
    const where = name === 'me' ? nurse : { results: [nurse] }
    expect(waiting(add.request, { [name]: where }).answer).toMatchObject({ first_name: 'Yashawini' })
  })

  test('[CA22] has every field, and no made-up name, where nobody knows the user', () => {
    const made = waiting(add.request).answer as JsonObject
    expect(shapeDifferences(made, nurse)).toEqual([])
    expect(made).toMatchObject({ id: nurse.id, first_name: '', last_name: '', username: '' })
  })

  test('of a removal is empty', () => {
    expect(waiting(remove.request, known).answer).toEqual(remove.answer)
  })
})

test('people know it by the patient and the user', () => {
  const label = (names: Record<string, Json>) => {
    const write = matchedWrite(add.request)
    return write.policy.label(write, names)
  }
  expect(label({ ...known, patient: { name: 'Asha Nair' } })).toBe('Asha Nair · Yashawini Nagarajan')
  expect(label({ patient: { name: 'Asha Nair' } })).toBe('Asha Nair')
  expect(label({})).toBe('')
})

test('what the server would refuse is found on the form', () => {
  const fields = (request: typeof add.request) =>
    matchedWrite(request)
      .policy.validate(request)
      .map(({ at }) => at.join('.'))
  const missing = ((recorded('patient-user', 'empty').answer.errors as JsonObject[]) ?? []).map(({ loc }) =>
    String(loc),
  )
  expect(fields({ ...add.request, body: {} })).toEqual(missing)
  expect(fields({ ...remove.request, body: {} })).toEqual(['user'])
  expect([...fields(add.request), ...fields(remove.request)]).toEqual([])
})

describe('the list of a patient', () => {
  test('holds who was assigned, once, and loses who was removed', () => {
    const assigned = project(waiting(add.request, known), ofPatient, none.answer)
    expect(shapeDifferences(assigned, list)).toEqual([])
    expect(usersIn(assigned)).toEqual([nurse.id])
    expect(project(waiting(add.request, known), ofPatient, assigned)).toBe(assigned)
    const removed = project(waiting(remove.request), ofPatient, assigned)
    expect(removed).toEqual(none.answer)
    expect(project(waiting(remove.request), ofPatient, removed)).toBe(removed)
  })

  test('holds the server’s answer once there is one', () => {
    const done = received(waiting(add.request), nurse, [])
    expect(project(done, ofPatient, none.answer)).toEqual({ results: [nurse] })
  })

  test('of another patient, or one that is not here, is left alone', () => {
    const other = get(`/api/v1/patient/${newId(5)}/get_users/`)
    for (const write of [waiting(add.request, known), waiting(remove.request)]) {
      expect(project(write, other, list)).toBe(list)
      expect(project(write, ofPatient, undefined)).toBe(undefined)
      expect(project(write, ofPatient, { detail: 'x' })).toEqual({ detail: 'x' })
    }
  })

  test('[PR4] is complete under a patient made here, unless it is asked in unknown words', () => {
    const under = (query: Record<string, string>) => {
      const read = matchedRead({ ...ofPatient, query: Object.entries(query) })
      return read.policy.completeUnder?.(read)
    }
    expect(under({})).toEqual({ owner: matchedRead(ofPatient).params.id, empty: none.answer })
    expect(under({ limit: '14', offset: '0' })).toEqual(under({}))
    expect(under({ role: 'Nurse' })).toBe(undefined)
  })

  test('is behind the key that CARE’s screens have for it', () => {
    const { policy } = matchedRead(ofPatient)
    expect(policy.fromQueryKey?.(['patientUsers', newId(1)])).toEqual(
      get(`/api/v1/patient/${newId(1)}/get_users/`),
    )
    expect(policy.fromQueryKey?.(['patientUsers', newId(1), 2])).toBe(undefined)
  })
})

describe('[CA23] a search among stored lists', () => {
  const doctor = { ...nurse, id: newId(7), first_name: 'Geetika', last_name: 'Deo', username: 'care-doctor' }
  const stored = [{ count: 2, results: [nurse, doctor] }, recorded('patient-user', 'search').answer]
  const found = (query: Record<string, string>, path = 'users/', lists: Json[] = stored) => {
    const read = matchedRead(get(`/api/v1/${path}`, query))
    return read.policy.fromStored?.answer(read, lists)
  }

  test('finds users by name and user name, each once', () => {
    const page = { limit: '50', offset: '0' }
    expect(found({ ...page, search_text: '' })).toMatchObject({ count: 2 })
    expect(found({ ...page, search_text: 'tika de' })).toEqual({ count: 1, results: [doctor] })
    expect(found({ ...page, search_text: 'CARE-N' })).toEqual({ count: 1, results: [nurse] })
    expect(found({ username: 'care-nurse' })).toEqual({ count: 1, results: [nurse] })
  })

  test('finds roles by name', () => {
    const roles = [recorded('patient-user', 'roles').answer, recorded('patient-user', 'roleByName').answer]
    const { request, answer } = recorded('patient-user', 'roleByName')
    expect(found(Object.fromEntries(request.query), 'role/', roles)).toEqual(answer)
  })

  test('never says that there is nobody, nor that a page is the last', () => {
    expect(found({ search_text: 'zz' })).toBe(undefined)
    expect(found({ limit: '50', offset: '50', search_text: '' })).toBe(undefined)
    expect(found({ search_text: '', user_type: 'nurse' })).toBe(undefined)
    expect(found({ limit: '1', offset: '1', search_text: '' })).toEqual({ count: 2, results: [doctor] })
  })

  test('knows the requests of the screens', () => {
    for (const name of ['search', 'roles', 'facilityUsers'])
      expect(policies.matchRead(recorded('patient-user', name).request)).toBeDefined()
    expect(policies.matchRead(get('/api/v1/users/care-nurse/'))).toBe(undefined)
  })
})

describe('[CA20] a lost answer', () => {
  const now = { attemptedAtMs: 0 }

  test('of an assignment: who is in the list is assigned', () => {
    expect(probe(add.request, () => list, now)).toEqual({ found: nurse })
    expect(probe(add.request, () => none.answer, now)).toEqual({ absent: true })
  })

  test('of a removal: who is not in the list is removed', () => {
    expect(probe(remove.request, () => none.answer, now)).toEqual({ found: {} })
    expect(probe(remove.request, () => list, now)).toEqual({ absent: true })
  })

  test('of a patient who is gone has left nothing; a list that is none tells nothing', () => {
    for (const { request } of [add, remove]) {
      expect(probe(request, () => undefined, now)).toEqual({ absent: true })
      expect(probe(request, () => ({}), now)).toEqual({ unsure: [] })
    }
  })

  test('and the refusal of a second copy starts such a look, no other refusal does', () => {
    const looks = (name: string, of: typeof add) => {
      const { status, answer } = recorded('patient-user', name)
      return matchedWrite(of.request).policy.mayHaveLanded?.(status, answer)
    }
    expect([looks('addTwice', add), looks('removeTwice', remove)]).toEqual([true, true])
    expect([looks('forbidden', add), looks('empty', add), looks('removeTwice', add)]).toEqual([
      false,
      false,
      false,
    ])
  })
})

test('[CA21] a removal goes behind what was said of this user before; an assignment holds back nobody', () => {
  const changes = (request: typeof add.request) => {
    const write = matchedWrite(request)
    return write.policy.changes(write)
  }
  expect(changes(add.request)).toEqual([])
  expect(changes(remove.request)).toEqual([nurse.id])
  expect(changes(post('/api/v1/patient/322e75af-5059-46d9-a67c-701cbcef3215/add_user/', {}))).toEqual([])
})

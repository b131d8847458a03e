// A record whose form was answered at once is known to the page by the server's id, whatever else it is called here.

import { afterEach, beforeEach, expect, it } from 'vitest'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { seeded } from '../care-api/seeded.ts'
import { admission, encountersOf, registration } from './forms.ts'
import { at } from './structured-desk.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
const encounterPage = (id: string) => ({
  method: 'GET' as const,
  path: `/api/v1/encounter/${id}/`,
  query: [['facility', seeded.facilityId]] as [string, string][],
})

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
})

afterEach(() => ward.tablet.close())

it('[ID5] what follows offline, at a temporary address, speaks of it by that id too', async () => {
  const patient = at((await ward.ask(registration('Asha'))).body, '/id')
  expect(isTemporaryId(patient)).toBe(false)
  ward.network.online = false
  const encounter = at((await ward.ask(admission(patient))).body, '/id')
  expect(isTemporaryId(encounter)).toBe(true)
  const patientOnPage = async () => at((await ward.ask(encounterPage(encounter))).body, '/patient/id')
  expect(await patientOnPage()).toBe(patient)
  ward.network.online = true
  await ward.drain()
  expect(await patientOnPage()).toBe(patient)
})

it('[ID5] a page that heard "saved here" before the answer came goes on by the temporary id', async () => {
  let losing = 1
  ward.fault = ({ path }) => (path.endsWith('/patient/') && losing-- > 0 ? 'lose-answer' : undefined)
  const patient = at((await ward.ask(registration('Asha'))).body, '/id')
  expect(isTemporaryId(patient)).toBe(true)
  await ward.drain()
  await ward.ask(admission(patient))
  expect(at((await ward.ask(encountersOf(patient))).body, '/results/0/patient/id')).toBe(patient)
})

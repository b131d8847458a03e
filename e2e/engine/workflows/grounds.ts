// What the forms are about, made through the tablet as people make it.

import { valueAt } from '../../../shared/json.ts'
import { seeded } from '../../care-api/seeded.ts'
import { appointmentsOf, book } from '../appointment-forms.ts'
import type { Desk } from './desk.ts'
import { admission, assign, registration, resourceRequest } from './forms.ts'
import { appointmentPage, encounterPage, patientPage, usersOf } from './screens.ts'

const made = async (desk: Desk, request: Parameters<Desk['get']>[0]): Promise<string> =>
  String(valueAt(await desk.get(request), '/id'))

export async function aPatient(desk: Desk) {
  const patient = await made(desk, registration('Asha Kumari'))
  await desk.get(patientPage(patient))
  return { patient }
}

export async function aVisit(desk: Desk) {
  const { patient } = await aPatient(desk)
  const encounter = await made(desk, admission(patient))
  await desk.get(encounterPage(encounter))
  return { encounter, patient }
}

export async function anAppointment(desk: Desk) {
  const { patient } = await aPatient(desk)
  await desk.get(appointmentsOf(patient))
  const appointment = await made(desk, book(patient, desk.slots[0] ?? ''))
  await desk.get(appointmentPage(appointment))
  return { appointment, patient }
}

export async function aResourceRequest(desk: Desk) {
  const { patient } = await aPatient(desk)
  const request = await made(desk, resourceRequest(patient))
  return { request, patient }
}

export async function anAssignedUser(desk: Desk) {
  const { patient } = await aPatient(desk)
  await desk.get(usersOf(patient))
  await desk.get(assign(patient, seeded.users.doctor))
  return { patient }
}

// What has to be there before the exchanges of scheduling: schedules, slots under their recorded ids, bookings.
import { doctor, patient, recordedFacility, type Step, steps } from './ground-steps.ts'
import type { Stage } from './stage.ts'

const nurse = 'a1ff00fd-6834-4886-9039-0213a726de71'
const practitioner = '0f5f9392-4172-4407-acc7-1ddda337f78d'
const busyDay = '2026-12-10'
const slotOfRace = 'f06ad424-5f51-4f34-9dec-23a8c5dfd756'
const lastSlot = 'a784dbfa-92c6-4208-b520-8961f9843a41'
const probed = '3c0342df-ebb8-4ffb-bcc7-acc523301f82'
const linkedSlot = '03eb3ef4-0319-425a-aaa7-c0e3f08cecdf'
const pastSlot = '09f04b6f-100b-4360-9894-c491c6859b3d'
const probedPatient = '4a30eece-1f42-4308-88f3-71fca2001422'
const linkedPatient = 'c981dc8e-15bd-458d-9c49-c9c0b1540f3f'
const busyPatient = '87966ff0-e34e-4019-b5e9-1df80f8b90b1'
const statusPatient = 'f00d21fc-b274-4358-a19f-c5083eec8b63'
const statusBooking = 'fc13a39a-b85c-4d10-97d7-1c0746ded2db'
const rival = 'the one who came first'

const path = (stage: Stage, rest: string) => `/api/v1/facility/${stage.own(recordedFacility)}/${rest}`

const resource = (stage: Stage, id: string) => ({ resource_type: 'practitioner', resource_id: stage.own(id) })

/** Asks for the slots of a day, as a screen does, and gives their ids in the order of time. */
async function slotIds(stage: Stage, who: string, day: string): Promise<string[]> {
  const body = { ...resource(stage, who), day }
  const { results } = await stage.ask(doctor, 'POST', path(stage, 'slots/get_slots_for_day/'), body)
  const slots = results as { id: string; start_datetime: string }[]
  return slots.sort((a, b) => (a.start_datetime < b.start_datetime ? -1 : 1)).map(({ id }) => id)
}

/** The slots of a day under their recorded ids; an empty name stands for one that no exchange names. */
const slots =
  (who: string, day: string, recordedIds: string[]): Step =>
  async (stage) => {
    const ids = await slotIds(stage, who, day)
    for (const [index, recorded] of recordedIds.entries()) {
      if (recorded !== '') stage.bind(recorded, ids[index] ?? '')
    }
  }

const booking =
  (slot: string, who: string, recordedId = ''): Step =>
  async (stage) => {
    const body = { patient: stage.own(who), note: 'first visit', tags: [] }
    const booked = path(stage, `slots/${stage.own(slot)}/create_appointment/`)
    const { id } = await stage.ask(doctor, 'POST', booked, body)
    if (recordedId !== '') stage.bind(recordedId, String(id))
  }

const nurseSchedule: Step = async (stage) => {
  const hours = (day_of_week: number) => ({ day_of_week, start_time: '10:00:00', end_time: '18:00:00' })
  const day = {
    name: 'day',
    slot_type: 'appointment',
    slot_size_in_minutes: 60,
    tokens_per_slot: 5,
    availability: [0, 1, 2, 3, 4, 5, 6].map(hours),
  }
  await stage.ask('admin', 'POST', path(stage, 'schedule/'), {
    ...resource(stage, nurse),
    name: 'Nurse',
    valid_from: '2026-11-23T00:00:00',
    valid_to: '2027-12-31T00:00:00',
    availabilities: [day],
  })
}

const lock =
  (ms: number): Step =>
  ({ api }) => {
    api.settings.bookingLockMs = ms
  }

const encounterFrom =
  (bookingId: string, who: string): Step =>
  async (stage) => {
    await stage.ask(doctor, 'POST', '/api/v1/encounter/', {
      patient: stage.own(who),
      facility: stage.own(recordedFacility),
      status: 'in_progress',
      encounter_class: 'amb',
      priority: 'routine',
      period: { start: '2026-11-22T09:00:00.000Z' },
      appointment: stage.own(bookingId),
    })
  }

const tenBookings: Step = async (stage) => {
  const ids = [...(await slotIds(stage, nurse, '2026-12-11')), ...(await slotIds(stage, nurse, '2026-12-12'))]
  for (const id of ids.slice(0, 10)) await booking(id, busyPatient)(stage)
}

/** By hand, as in the recording. */
const movedIntoThePast: Step = async (stage) => {
  const [id] = await slotIds(stage, nurse, '2026-12-13')
  const slot = stage.api.store.get('slots', id ?? '')
  if (slot === undefined) throw new Error('no slot to move')
  const past = { start_datetime: '2026-11-22T03:30:00Z', end_datetime: '2026-11-22T04:30:00Z' }
  stage.api.store.put('slots', { ...slot, ...past })
  stage.bind(pastSlot, slot.id)
}

export const bookedForEncounters: Record<number, Step> = {
  28: async (stage) => {
    const [id] = await slotIds(stage, practitioner, '2026-11-27')
    await booking(
      id ?? '',
      'f2cd0504-1144-498a-9990-067ff1004b71',
      'f3f0a6ab-51c4-49cd-b805-37d1ec8add53',
    )(stage)
  },
  37: booking(slotOfRace, linkedPatient, 'df48aff5-28d0-4fff-9fb7-1a0a774fdb33'),
}

export const schedulingGround: Record<number, Step> = {
  // The recording's server had no schedules.
  0: ({ api }) => {
    for (const each of api.store.all('schedules')) api.store.put('schedules', { ...each, deleted: true })
  },
  5: slots(practitioner, '2026-11-26', [
    '58f90694-d424-4797-bf63-c5b003996b74',
    '113a86f6-bfbd-43af-aedd-e0aaa094791c',
  ]),
  8: patient('4c5ecd3e-4b24-4fbc-a0e7-8c55b860d0fd', 'Offline Test', '+919876543210'),
  9: patient('f2cd0504-1144-498a-9990-067ff1004b71', 'Offline Test', '+919876543210'),
  33: steps(
    nurseSchedule,
    slots(nurse, busyDay, [
      probed,
      slotOfRace,
      linkedSlot,
      '76b45137-7c55-4c51-a01d-b198b0a3198b',
      '3c4fc4a9-d821-43be-8626-4e4e054b3f15',
      '',
      lastSlot,
    ]),
    patient('d7f421da-753f-49e3-95b6-f4728c26c1a7', 'Contract Race', '+919876540002'),
    patient(rival, 'Contract Rival', '+919876540003'),
    lock(60_000),
    booking(slotOfRace, rival),
  ),
  34: steps(
    lock(0),
    patient(probedPatient, 'Contract Booking', '+919876540001'),
    booking(probed, probedPatient, '1a63de01-f538-402f-8d87-a39a1b9a1ab0'),
  ),
  39: patient('58a5c9e2-252f-4444-8616-da5f458ca88d', 'Contract Other', '+919876543100'),
  52: ({ api, bind }) => {
    bind('2841d574-5219-439f-83b0-c009ba3cb06c', api.store.all('tokenQueues')[0]?.id ?? '')
  },
  59: steps(
    patient(linkedPatient, 'Contract Linked', '+919876540004'),
    booking(linkedSlot, linkedPatient, '59b491df-8cca-4be8-98d1-d192136158b2'),
    encounterFrom('59b491df-8cca-4be8-98d1-d192136158b2', linkedPatient),
  ),
  61: steps(patient(busyPatient, 'Contract Busy', '+919876540005'), tenBookings),
  63: movedIntoThePast,
  64: steps(
    patient(statusPatient, 'Contract Status', '+919876540006'),
    booking(lastSlot, statusPatient, statusBooking),
  ),
  74: async (stage) => {
    const again = { status: 'booked', note: 'first visit' }
    await stage.ask(doctor, 'PUT', path(stage, `appointments/${stage.own(statusBooking)}/`), again)
  },
}

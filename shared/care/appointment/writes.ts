// Booking a slot, changing the status of an appointment, moving it to another slot, and cancelling it.

import type { MatchedWrite, Needs, WritePolicy } from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { bookingRoute, createLocks, movingRoute } from '../create-locks.ts'
import { asObject, textOf } from '../json-record.ts'
import { isBookedAlready } from '../proof-in-refusal.ts'
import {
  appointmentRead,
  cancelConflict,
  checkBooking,
  checkCancel,
  checkMove,
  checkStatus,
  foreseeBooking,
  foreseeChange,
  foreseeEnd,
  foreseeMove,
  moveConflict,
  statusConflict,
} from './form.ts'
import { knownAppointment, knownPatient } from './known.ts'
import { normalizeBooking, normalizeCancel, normalizeMove, normalizeStatus } from './normalize.ts'
import { probeBooking, probeCancel, probeMove, probeStatus } from './probe.ts'
import { bookingAffects, cancelAffects, moveAffects, statusAffects } from './project.ts'

const listsNeeded: Needs = {
  user: asked.currentUser(),
  ofPatients: { every: 'appointment.ofPatient' },
  lists: { every: 'appointment.list' },
}

const slotNeeded = (facilityId: string, slotId: string): Needs => ({
  slot: asked.slot(facilityId, slotId),
  slots: { every: 'slot.day' },
  practitioners: { every: 'practitioner.list' },
})

const changeNeeded = (write: MatchedWrite): Needs => ({ ...listsNeeded, appointment: appointmentRead(write) })

const changing = {
  version: 1,
  resource: 'appointment',
  creates: () => [],
  changes: ({ params }) => [params.id ?? ''],
  needs: changeNeeded,
  label: ({ params }, known) => textOf(asObject(knownAppointment(known, params.id)?.patient).name),
} satisfies Partial<WritePolicy>

/** What makes a booking takes the lock on who is booked, and is known by slot and patient. */
const booking = {
  version: 1,
  resource: 'appointment',
  creates: () => ['/id'],
  lanes: ({ request }) => createLocks(request),
  mayHaveLanded: isBookedAlready,
  adopt: (candidateId, { params }) => asked.appointment(params.facilityId ?? '', candidateId),
} satisfies Partial<WritePolicy>

export const appointmentWrites: WritePolicy[] = [
  {
    ...booking,
    key: 'appointment.create',
    type: 'create_appointment',
    method: 'POST',
    path: bookingRoute,
    validate: ({ body }) => checkBooking(body),
    foresee: foreseeBooking,
    changes: () => [],
    needs: ({ request, params }) => ({
      ...listsNeeded,
      ...slotNeeded(params.facilityId ?? '', params.slotId ?? ''),
      patient: asked.patient(textOf(asObject(request.body).patient)),
      facility: asked.facility(params.facilityId ?? ''),
      /** Where the patient was never opened, a row of the ward's list still names her. */
      ward: { latest: 'encounter.list' },
    }),
    normalize: normalizeBooking,
    affects: bookingAffects,
    probe: probeBooking,
    label: ({ request }, known) => textOf(knownPatient(known, asObject(request.body).patient)?.name),
  },
  {
    // The answer is a new booking, and the patient has but that one: what is said of the old one later is meant for it.
    ...changing,
    ...booking,
    key: 'appointment.reschedule',
    type: 'reschedule_appointment',
    method: 'POST',
    path: movingRoute,
    validate: ({ body }) => checkMove(body),
    foresee: foreseeMove,
    needs: (write) => ({
      ...changeNeeded(write),
      ...slotNeeded(write.params.facilityId ?? '', textOf(asObject(write.request.body).new_slot)),
    }),
    normalize: normalizeMove,
    affects: moveAffects,
    conflict: moveConflict,
    probe: probeMove,
    replaces: ({ params }) => [{ record: params.id ?? '', by: '/id' }],
  },
  {
    ...changing,
    key: 'appointment.status',
    type: 'update_appointment_status',
    method: 'PUT',
    path: route('facility/{facilityId}/appointments/{id}/'),
    validate: ({ body }) => checkStatus(body),
    foresee: foreseeChange,
    normalize: normalizeStatus,
    affects: statusAffects,
    conflict: statusConflict,
    probe: probeStatus,
  },
  {
    ...changing,
    key: 'appointment.cancel',
    type: 'cancel_appointment',
    method: 'POST',
    path: route('facility/{facilityId}/appointments/{id}/cancel/'),
    validate: ({ body }) => checkCancel(body),
    foresee: foreseeEnd,
    normalize: normalizeCancel,
    affects: cancelAffects,
    conflict: cancelConflict,
    probe: probeCancel,
    takesBack: ({ params }) => [params.id ?? ''],
  },
]

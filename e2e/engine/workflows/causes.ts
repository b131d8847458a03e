// Why a server that was asked later says no.

import { seeded } from '../../care-api/seeded.ts'
import { book } from '../appointment-forms.ts'
import type { Workflow } from './workflow.ts'

/** The nurse may not write any more. */
export const notAllowed = (words = /permission/i): Workflow['refusal'] => ({
  words,
  bring: (desk) => desk.change('users', seeded.users.nurse, { user_type: 'volunteer' }),
  relieve: (desk) => desk.change('users', seeded.users.nurse, { user_type: 'nurse' }),
})

/** The place where the patient lives is none any more. */
export const noSuchPlace: Workflow['refusal'] = {
  words: /Geo Organization does not exist/,
  bring: (desk) => desk.change('organizations', seeded.districtId, { org_type: 'team' }),
  relieve: (desk) => desk.change('organizations', seeded.districtId, { org_type: 'govt' }),
}

/** Two others have taken the places of that slot. */
export const slotIsFull = (index: number): Workflow['refusal'] => ({
  words: /Slot is already full/,
  async bring(desk) {
    const slot = desk.slots[index] ?? ''
    for (const other of [1, 2]) await desk.elsewhere(book(seeded.patientId(other), slot))
  },
  relieve: (desk) => desk.change('slots', desk.slots[index] ?? '', { allocated: 1 }),
})

/** The other hospital is there no more. */
export const noSuchFacility: Workflow['refusal'] = {
  words: /No Facility matches/,
  bring: (desk) => desk.change('facilities', seeded.otherFacilityId, { deleted: true }),
  relieve: (desk) => desk.change('facilities', seeded.otherFacilityId, { deleted: false }),
}

/** The server that knows the codes is away: no coded answer is taken. */
export const noTerminology: Workflow['refusal'] = {
  words: /^(code|medication): Value error/,
  async bring(desk) {
    desk.ward.api.settings.terminology = 'unusable'
  },
  async relieve(desk) {
    desk.ward.api.settings.terminology = 'usable'
  },
}

/** That colleague is there no more. */
export const noSuchUser = (user: string): Workflow['refusal'] => ({
  words: /No User matches/,
  bring: (desk) => desk.change('users', user, { deleted: true }),
  relieve: (desk) => desk.change('users', user, { deleted: false }),
})

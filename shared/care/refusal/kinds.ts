// What CARE may refuse at the sync, as a closed list. The page has a sentence for each, and what to do about it.

export const refusalKinds = [
  'slot-full',
  'slot-past',
  'slot-gone',
  'booked-already',
  'too-many-bookings',
  'appointment-ongoing',
  'too-many-encounters',
  'encounter-closed',
  /** CARE has the same words for both, and could not be asked which it is. */
  'closed-or-no-permission',
  'no-permission',
  'appointment-linked',
  'identifier-taken',
  'questionnaire-retired',
  'questionnaire-revised',
  'answers-invalid',
  'details-invalid',
  'organization-gone',
  'record-not-found',
] as const

export type RefusalKind = (typeof refusalKinds)[number]

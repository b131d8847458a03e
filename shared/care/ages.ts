// How long answers of each weight are shown, and from when on they are called old.

import { days, hours, minutes } from '../policy/read-policy.ts'

/** Who is on the ward, and how they are, changes within minutes. */
export const ward = { maxAgeMs: days(7), staleAfterMs: minutes(15) }
/** One person's record. */
export const record = { maxAgeMs: days(7), staleAfterMs: hours(1) }
/** Forms, places, organizations: they change in weeks. */
export const reference = { maxAgeMs: days(30), staleAfterMs: days(1) }

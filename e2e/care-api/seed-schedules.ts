// When the ward's practitioners can be booked: mornings and afternoons, six days a week, for a year on both sides.
import { createClock } from './clock.ts'
import { idOf } from './ids.ts'
import type { ScheduleRow } from './scheduling-tables.ts'
import { seeded } from './seeded.ts'

const dayMs = 24 * 3_600_000
const workingDays = [0, 1, 2, 3, 4, 5]

const practitioners = [
  { who: 'doctor', name: 'Outpatients', slotMinutes: 15, perSlot: 2 },
  { who: 'nurse', name: 'Dressings', slotMinutes: 30, perSlot: 1 },
] as const

/** All of scheduling: schedules, and nothing booked yet. */
export const seedScheduling = (nowMs: number) => ({
  schedules: seedSchedules(nowMs),
  slots: [],
  bookings: [],
  bookingLocks: [],
  tokenCategories: [],
  tokenQueues: [],
  tokenSubQueues: [],
  queueTokens: [],
})

function seedSchedules(nowMs: number): ScheduleRow[] {
  const date = createClock(() => nowMs - 365 * dayMs).stamp()
  const midnight = (ms: number) => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`
  return practitioners.map(({ who, name, slotMinutes, perSlot }) => {
    const session = (part: string, start_time: string, end_time: string) => ({
      id: idOf(`availability ${who} ${part}`),
      name: part,
      slot_type: 'appointment' as const,
      slot_size_in_minutes: slotMinutes,
      tokens_per_slot: perSlot,
      create_tokens: false,
      reason: null,
      availability: workingDays.map((day_of_week) => ({ day_of_week, start_time, end_time })),
    })
    return {
      id: idOf(`schedule ${who}`),
      created_by: seeded.users.admin,
      updated_by: seeded.users.admin,
      created_date: date,
      modified_date: date,
      facility: seeded.facilityId,
      resource_type: 'practitioner',
      resource: seeded.users[who],
      name,
      valid_from: midnight(nowMs - 365 * dayMs),
      valid_to: midnight(nowMs + 365 * dayMs),
      is_public: false,
      availabilities: [
        session('Morning', '09:00:00', '13:00:00'),
        session('Afternoon', '14:00:00', '17:00:00'),
      ],
    }
  })
}

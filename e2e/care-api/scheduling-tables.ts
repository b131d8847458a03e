// The rows of scheduling: when somebody can be booked, slots, bookings, and the tokens of a day's queue.
import type { Recorded } from './tables.ts'

/** What can be booked. Only practitioners are scheduled in the seeded ward. */
export type ResourceType = 'practitioner' | 'location' | 'healthcare_service'

/** Whose time it is. */
export interface OfResource {
  facility: string
  resource_type: ResourceType
  resource: string
}

export interface AvailabilityRow {
  id: string
  name: string
  slot_type: 'open' | 'appointment' | 'closed'
  slot_size_in_minutes: number | null
  tokens_per_slot: number | null
  create_tokens: boolean
  reason: string | null
  availability: { day_of_week: number; start_time: string; end_time: string }[]
}

/** When somebody can be booked. Times are the facility's own, without a zone; day 0 is Monday. */
export interface ScheduleRow extends Recorded, OfResource {
  name: string
  valid_from: string
  valid_to: string
  is_public: boolean
  availabilities: AvailabilityRow[]
}

/** Made when somebody asks for the slots of a day. `allocated` is a counter, not a count of bookings. */
export interface SlotRow extends OfResource {
  id: string
  modified_date: string
  availability: string
  start_datetime: string
  end_datetime: string
  allocated: number
  deleted?: boolean
}

export interface BookingRow extends Recorded {
  slot: string
  patient: string
  booked_on: string
  booked_by: string
  status: string
  note: string
  tags: string[]
  token: string | null
  /** The encounter that was made from it. */
  encounter: string | null
}

export interface TokenCategoryRow extends Recorded {
  facility: string
  name: string
  resource_type: ResourceType
  shorthand: string
  metadata: Record<string, unknown>
  default: boolean
}

export interface TokenQueueRow extends Recorded, OfResource {
  name: string
  date: string
  is_primary: boolean
  system_generated: boolean
}

export interface TokenSubQueueRow extends Recorded, OfResource {
  name: string
  status: string
}

export interface QueueTokenRow extends Recorded {
  facility: string
  queue: string
  category: string
  number: number
  status: string
  note: string | null
  booking: string
  patient: string
}

export interface SchedulingTables {
  schedules: ScheduleRow
  slots: SlotRow
  bookings: BookingRow
  /** Who is being booked, under his id, and until when nobody else can book him. */
  bookingLocks: { id: string; untilMs: number }
  tokenCategories: TokenCategoryRow
  tokenQueues: TokenQueueRow
  tokenSubQueues: TokenSubQueueRow
  queueTokens: QueueTokenRow
}

// What a schedule and its hours may look like when they are sent.
import { ruleBroken } from '../refusal.ts'
import type { AvailabilityRow } from '../scheduling-tables.ts'
import {
  all,
  type Check,
  isObject,
  list,
  model,
  optional,
  parse,
  required,
  rule,
  withDefault,
} from '../spec.ts'
import { anything, dateTime, integer, oneOf, text, uuid } from '../spec-types.ts'
import { resourceType } from './schedulable.ts'

const time: Check = (value) =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)
    ? []
    : [{ type: 'time_parsing', loc: [], msg: 'Input should be in a valid time format', input: value }]

const atLeastOne: Check = (value) =>
  Number(value) >= 1
    ? []
    : [
        {
          type: 'greater_than_equal',
          loc: [],
          msg: 'Input should be greater than or equal to 1',
          input: value,
          ctx: { ge: 1 },
        },
      ]

interface Hours {
  day_of_week: number
  start_time: string
  end_time: string
}

/** Hours that only touch count as overlapping. */
const apart = rule((value) => {
  const hours = value as Hours[]
  const overlap = hours.some((one, index) =>
    hours
      .slice(index + 1)
      .some(
        (other) =>
          one.day_of_week === other.day_of_week &&
          one.start_time <= other.end_time &&
          other.start_time <= one.end_time,
      ),
  )
  return overlap ? 'Availability time ranges are overlapping' : undefined
})

const hours = model('AvailabilityDateTimeSpec', {
  day_of_week: required(integer),
  start_time: required(time),
  end_time: required(time),
})

export const availabilitySpec = all(
  model('AvailabilityForScheduleSpec', {
    name: required(text()),
    slot_type: required(oneOf('open', 'appointment', 'closed')),
    slot_size_in_minutes: optional(all(integer, atLeastOne)),
    tokens_per_slot: optional(all(integer, atLeastOne)),
    create_tokens: withDefault(anything),
    reason: withDefault(text()),
    availability: required(all(list(hours), apart)),
  }),
  rule((value) => {
    if (!isObject(value) || value.slot_type !== 'appointment') return undefined
    if (!value.slot_size_in_minutes) return 'Slot size in minutes is required for appointment slots'
    return value.tokens_per_slot ? undefined : 'Tokens per slot is required for appointment slots'
  }),
)

const validity = {
  name: required(text()),
  valid_from: required(dateTime),
  valid_to: required(dateTime),
}

export const updateSpec = model('ScheduleUpdateSpec', validity)

const createSpec = model('ScheduleCreateSpec', {
  ...validity,
  resource_type: required(resourceType),
  resource_id: required(uuid),
  is_public: withDefault(anything),
  availabilities: required(list(availabilitySpec)),
})

export function parseSchedule(body: unknown): Record<string, unknown> {
  const parsed = parse(createSpec, body)
  if (String(parsed.valid_from) > String(parsed.valid_to)) {
    throw ruleBroken('Valid from cannot be greater than valid to')
  }
  return parsed
}

const withSeconds = (clockTime: string) => (clockTime.length === 5 ? `${clockTime}:00` : clockTime)

/** The hours as they are kept. An empty reason becomes null. */
export function toAvailability(id: string, sent: Record<string, unknown>): AvailabilityRow {
  const slot_type = sent.slot_type as AvailabilityRow['slot_type']
  const size = (value: unknown) => (slot_type === 'appointment' ? Number(value) : null)
  return {
    id,
    name: String(sent.name),
    slot_type,
    slot_size_in_minutes: size(sent.slot_size_in_minutes),
    tokens_per_slot: size(sent.tokens_per_slot),
    create_tokens: sent.create_tokens === true,
    reason: typeof sent.reason === 'string' && sent.reason !== '' ? sent.reason : null,
    availability: (sent.availability as Hours[]).map(({ day_of_week, start_time, end_time }) => ({
      day_of_week: Number(day_of_week),
      start_time: withSeconds(start_time),
      end_time: withSeconds(end_time),
    })),
  }
}

// The fields that every record of CARE has, set by the server.
import { newId } from './ids.ts'
import type { Call, Context } from './route.ts'
import type { Recorded } from './tables.ts'

export function recordedNow(context: Context, call: Call): Recorded {
  return {
    id: newId(),
    created_by: call.user.id,
    updated_by: call.user.id,
    created_date: context.clock.stamp(),
    modified_date: context.clock.stamp(),
  }
}

export const modifiedNow = (context: Context, call: Call) => ({
  updated_by: call.user.id,
  modified_date: context.clock.stamp(),
})

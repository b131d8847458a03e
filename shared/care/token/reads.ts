// Reads of tokens. No screen opens one by itself: it is known from the appointment that it was given for.

import { isObject, type Json } from '../../json.ts'
import type { ReadPolicy } from '../../policy/read-policy.ts'
import { record } from '../ages.ts'
import { asObject, sameId } from '../json-record.ts'
import { tokenRoute } from './routes.ts'

export const tokenReads: ReadPolicy[] = [
  {
    key: 'token.detail',
    method: 'GET',
    path: tokenRoute,
    resource: 'token',
    ...record,
    fromStored: {
      read: 'appointment.detail',
      answer: ({ params }, stored) =>
        stored.map(tokenIn).find((token) => sameId(asObject(token).id, params.id)),
    },
  },
]

function tokenIn(appointment: Json): Json | undefined {
  const { token } = asObject(appointment)
  return isObject(token) ? token : undefined
}

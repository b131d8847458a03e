// CARE's own word for "there is no such thing"; any other 404 comes from something on the way.

import type { Json } from '../json.ts'
import { asObject, objectsIn } from './json-record.ts'

export const isNotFound = (body: Json): boolean =>
  objectsIn(asObject(body).errors).some(({ type }) => type === 'object_not_found')

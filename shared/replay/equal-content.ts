// Whether two payloads mean the same: equal by content, and a moment is the same however it is written.

import { equalJson, type Json } from '../json.ts'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/

export const equalContent = (a: Json | undefined, b: Json | undefined): boolean =>
  equalJson(a, b, isSameMoment)

const isSameMoment = (a: string, b: string): boolean =>
  instant.test(a) && instant.test(b) && Date.parse(a) === Date.parse(b)

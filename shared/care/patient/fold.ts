// A change of a patient, put into the registration that still waits.

import type { ApiRequest } from '../../api-request.ts'
import { isObject } from '../../json.ts'
import type { MatchedWrite } from '../../policy/write-policy.ts'
import { type FoldRule, foldForm } from '../fold.ts'
import { asObject, isLeftOut } from '../json-record.ts'
import { checkNewPatient } from './form.ts'
import { copiedFields, emptyPatient } from './record.ts'

const taken = [
  ...copiedFields,
  'pincode',
  'deceased_datetime',
  'date_of_birth',
  'age',
  'geo_organization',
  'identifiers',
]
const rule: FoldRule = {
  taken,
  // Tags are given at registration, and later by a route of their own.
  ignored: [
    ...Object.keys(emptyPatient('')).filter((field) => !taken.includes(field)),
    'tags',
    'external_id',
    'meta',
    'version',
  ],
  cleared: ['pincode'],
}

export function foldIntoRegistration(create: ApiRequest, update: MatchedWrite): ApiRequest | undefined {
  const changes = update.request.body
  if (update.policy.key !== 'patient.update' || !isObject(changes)) return undefined
  const form = asObject(create.body)
  // Of age and date of birth the one that was said last holds; sent together, the age would win.
  const isSilent = isLeftOut(changes.age) && isLeftOut(changes.date_of_birth)
  const { date_of_birth: _, age: __, ...unborn } = form
  const { date_of_birth: ___, ...aged } = changes
  const body = foldForm(isSilent ? form : unborn, isLeftOut(changes.age) ? changes : aged, rule)
  return body && checkNewPatient(body).length === 0 ? { ...create, body } : undefined
}

// A change of an encounter, put into the write that starts it and still waits.

import type { ApiRequest } from '../../api-request.ts'
import { isObject } from '../../json.ts'
import type { MatchedWrite } from '../../policy/write-policy.ts'
import { type FoldRule, foldForm } from '../fold.ts'
import { asObject } from '../json-record.ts'
import { checkNewEncounter, encounterFields } from './form.ts'
import { emptyEncounter, isClosed } from './record.ts'

const rule: FoldRule = {
  taken: encounterFields,
  // Patient, facility and departments stay those that it was started with.
  ignored: [
    ...Object.keys(emptyEncounter('')).filter((field) => !encounterFields.some((taken) => taken === field)),
    'external_id',
    'meta',
    'version',
  ],
  cleared: ['discharge_summary_advice'],
}

/** Closing stays a write of its own: started as closed, the encounter would have no history of having been open. */
export function foldIntoStart(create: ApiRequest, update: MatchedWrite): ApiRequest | undefined {
  const [form, changes] = [asObject(create.body), update.request.body]
  if (update.policy.key !== 'encounter.update' || !isObject(changes) || isClosed(form.status))
    return undefined
  const body = foldForm(form, changes, rule)
  return body && checkNewEncounter(body).length === 0 ? { ...create, body } : undefined
}

// The addresses of the clinical lists.

import { type ApiRequest, get } from '../../api-request.ts'
import { apiPrefix } from '../asked.ts'
import type { ClinicalKind } from './kinds.ts'

const below = (patientId: string, path: string) => `${apiPrefix}patient/${patientId}/${path}/`

export const listOf = (
  kind: ClinicalKind,
  patientId: string,
  query: Record<string, string> = {},
): ApiRequest => get(below(patientId, kind.path), query)

/** No screen asks for it so: what the screens ask is answered from it. */
export const wholeListOf = (kind: ClinicalKind, patientId: string): ApiRequest =>
  listOf(kind, patientId, { ordering: '-created_date', limit: '200', offset: '0' })

export const itemOf = (kind: ClinicalKind, patientId: string, id: string): ApiRequest =>
  get(below(patientId, `${kind.path}/${id}`))

export const prescriptionsOf = (patientId: string): ApiRequest =>
  get(below(patientId, 'medication/prescription'))

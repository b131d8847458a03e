// A form that has nothing to do with the others: it must go out whatever becomes of them.

import type { ApiRequest } from '../../../shared/api-request.ts'
import { seeded } from '../../care-api/seeded.ts'
import { resourceRequest } from './forms.ts'

export const bystander = (): ApiRequest =>
  resourceRequest(seeded.patientId(7), { title: 'Bystander', assigned_facility: seeded.facilityId })

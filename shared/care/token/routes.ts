// Where tokens stand: in a queue of a practitioner's day. That a token is read and changed there was not observed on a
// running CARE; it is its front end's route.

import { type ApiRequest, get } from '../../api-request.ts'
import { apiPrefix, route } from '../asked.ts'

export const tokenRoute = route('facility/{facilityId}/token/queue/{queueId}/token/{id}/')
export const givingRoute = route('facility/{facilityId}/appointments/{id}/generate_token/')

export const tokenRead = (facilityId: string, queueId: string, id: string): ApiRequest =>
  get(`${apiPrefix}facility/${facilityId}/token/queue/${queueId}/token/${id}/`)

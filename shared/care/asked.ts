// Reads written exactly as CARE's screens write them: an answer is found again only under the same words.

import { type ApiRequest, get, post } from '../api-request.ts'
import { type PathTemplate, pathTemplate } from '../policy/path-template.ts'

export const apiPrefix = '/api/v1/'

/** A template below the API's prefix: `patient/{id}/`. */
export const route = (template: string): PathTemplate => pathTemplate(`${apiPrefix}${template}`)

const at = (path: string, query?: Record<string, string>): ApiRequest => get(`${apiPrefix}${path}`, query)

export const asked = {
  plugConfig: () => at('plug_config/'),
  currentUser: () => at('users/getcurrentuser/'),
  facility: (facilityId: string) => at(`facility/${facilityId}/`),
  allFacilities: () => at('getallfacilities/', { limit: '50' }),
  departments: (facilityId: string) =>
    at(`facility/${facilityId}/organizations/mine/`, { parent: '', name: '' }),
  allDepartments: (facilityId: string) =>
    at(`facility/${facilityId}/organizations/`, { parent: '', active: 'true', limit: '100' }),
  organization: (organizationId: string) => at(`organization/${organizationId}/`),
  geoRoots: () => at('organization/', { org_type: 'govt', parent: '', limit: '200' }),
  geoChildren: (parent: string) => at('organization/', { org_type: 'govt', parent, limit: '200' }),
  tagConfigs: (resource: 'encounter' | 'patient') => at('tag_config/', { resource, status: 'active' }),
  locations: (facilityId: string) =>
    at(`facility/${facilityId}/location/`, {
      ordering: 'sort_index',
      limit: '20',
      offset: '0',
      name: '',
      mode: 'kind',
      mine: 'true',
    }),
  /** A 404 where the site has no such tag. */
  encounterActions: () =>
    at('questionnaire/', { tag_slug: 'encounter_actions', status: 'active', subject_type: 'encounter' }),
  /** No screen asks it so: searches by title are answered from it. */
  everyQuestionnaire: () => at('questionnaire/', { limit: '200', status: 'active' }),
  questionnaires: (subject: 'encounter' | 'patient') =>
    at('questionnaire/', { limit: '15', title: '', status: 'active', subject_type: subject }),
  questionnaire: (slug: string) => at(`questionnaire/${slug}/`),
  users: () => at('users/', { limit: '50', offset: '0', search_text: '' }),
  /** No screen asks it so, hence it is never stored: gathered from all lists of users that are here. */
  anyUser: () => at('users/', { limit: '1000' }),
  facilityUsers: (facilityId: string) => at(`facility/${facilityId}/users/`, { limit: '200', offset: '0' }),
  roles: () => at('role/', { limit: '200', offset: '0', name: '' }),
  patientUsers: (patientId: string) => at(`patient/${patientId}/get_users/`),
  patient: (patientId: string) => at(`patient/${patientId}/`),
  encounter: (encounterId: string, query: Record<string, string> = {}) =>
    at(`encounter/${encounterId}/`, query),
  encounters: (query: Record<string, string>) => at('encounter/', query),
  /** Whole lists, which no screen asks for so: the narrower ones are answered from them. */
  wardEncounters: (facility: string) =>
    at('encounter/', { facility, status: 'planned,in_progress,on_hold', limit: '200', offset: '0' }),
  encountersOf: (patient: string) => at('encounter/', { patient, limit: '200', offset: '0' }),
  observationsOf: (patientId: string, encounter: string) =>
    at(`patient/${patientId}/observation/`, { encounter, limit: '200', offset: '0' }),
  responsesOf: (patientId: string, encounter: string) =>
    at(`patient/${patientId}/questionnaire_response/`, { encounter, limit: '100', offset: '0' }),
  patients: (query: Record<string, string>) => at('patient/', query),
  patientsByIdentifier: (config: string, value: string) =>
    post(`${apiPrefix}patient/search/`, { config, value }),
  practitioners: (facilityId: string) => at(`facility/${facilityId}/appointments/available_users/`),
  valueSetFavourites: (slug: string) => at(`valueset/${slug}/favourites/`),
  valueSetRecentViews: (slug: string) => at(`valueset/${slug}/recent_views/`),
  valueSetExpansion: (slug: string, body: { search: string; count: number }) =>
    post(`${apiPrefix}valueset/${slug}/expand/`, body),
  slot: (facilityId: string, slotId: string) => at(`facility/${facilityId}/slots/${slotId}/`),
  slotsOfDay: (facilityId: string, resource_id: string, day: string) =>
    post(`${apiPrefix}facility/${facilityId}/slots/get_slots_for_day/`, {
      resource_type: 'practitioner',
      resource_id,
      day,
    }),
  slotStats: (facilityId: string, resource_id: string, from_date: string, to_date: string) =>
    post(`${apiPrefix}facility/${facilityId}/slots/availability_stats/`, {
      resource_type: 'practitioner',
      resource_id,
      from_date,
      to_date,
    }),
  appointment: (facilityId: string, appointmentId: string) =>
    at(`facility/${facilityId}/appointments/${appointmentId}/`),
  appointments: (facilityId: string, query: Record<string, string>) =>
    at(`facility/${facilityId}/appointments/`, query),
  appointmentsOfPatient: (patientId: string, query: Record<string, string>) =>
    at(`patient/${patientId}/get_appointments/`, query),
  chargeItem: (facilityId: string, id: string) => at(`facility/${facilityId}/charge_item/${id}/`),
  chargeItems: (facilityId: string, query: Record<string, string>) =>
    at(`facility/${facilityId}/charge_item/`, query),
  serviceRequest: (facilityId: string, id: string) => at(`facility/${facilityId}/service_request/${id}/`),
  serviceRequests: (facilityId: string, query: Record<string, string>) =>
    at(`facility/${facilityId}/service_request/`, query),
  resourceRequest: (requestId: string) => at(`resource/${requestId}/`),
  resourceRequests: (query: Record<string, string>) => at('resource/', query),
  resourceComments: (requestId: string, query: Record<string, string> = { limit: '14', offset: '0' }) =>
    at(`resource/${requestId}/comment/`, query),
  /** As the screens of files ask, which number no pages. */
  files: (fileType: string, recordId: string, query: Record<string, string> = { offset: 'NaN' }) =>
    at('files/', { ordering: '-modified_date', file_type: fileType, associating_id: recordId, ...query }),
  file: (fileId: string) => at(`files/${fileId}/`),
  completeUpload: (fileId: string) => post(`${apiPrefix}files/${fileId}/mark_upload_completed/`, {}),
  responses: (patientId: string, query: Record<string, string>) =>
    at(`patient/${patientId}/questionnaire_response/`, query),
}

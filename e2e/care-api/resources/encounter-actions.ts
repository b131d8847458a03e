// What can be done under one encounter: departments, care team, discharge summary. None moves `modified_date`.
import { json } from '../answer.ts'
import { notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, del, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { departmentsOf } from '../shapes/encounter.ts'
import { renderDepartment } from '../shapes/organization.ts'
import { parse } from '../spec.ts'
import type { EncounterRow } from '../tables.ts'
import { careTeamSpec, departmentSpec, requireOpen } from './encounter-spec.ts'

export function encounterActionRoutes({ store }: Context): Route[] {
  const open = (call: Call): EncounterRow => {
    const encounter = seek(store, 'encounters', call.params.id)
    requireOpen(encounter, call.user)
    return encounter
  }

  const departmentIn = (call: Call, encounter: EncounterRow) => {
    const body = parse(departmentSpec, call.body())
    const department = seek(store, 'facilityOrganizations', body.organization)
    if (department.facility !== encounter.facility) throw notFound('FacilityOrganization')
    return department
  }

  return [
    get('/api/v1/encounter/:id/organizations/', ({ params }) =>
      json({ results: departmentsOf(store, seek(store, 'encounters', params.id)) }),
    ),

    post('/api/v1/encounter/:id/organizations_add/', (call) => {
      const encounter = open(call)
      const department = departmentIn(call, encounter)
      if (encounter.organizations.includes(department.id)) throw ruleBroken('Organization already exists')
      store.put('encounters', {
        ...encounter,
        organizations: [...encounter.organizations, department.id],
      })
      return json(renderDepartment(store, department))
    }),

    del('/api/v1/encounter/:id/organizations_remove/', (call) => {
      const encounter = open(call)
      const department = departmentIn(call, encounter)
      if (!encounter.organizations.includes(department.id)) throw ruleBroken('Organization does not exist')
      const organizations = encounter.organizations.filter((each) => each !== department.id)
      store.put('encounters', { ...encounter, organizations })
      return json({})
    }),

    post('/api/v1/encounter/:id/set_care_team_members/', (call) => {
      const encounter = open(call)
      const members = parse(careTeamSpec, call.body()).members as EncounterRow['care_team']
      const ids = members.map(({ user_id }) => user_id)
      if (new Set(ids).size < ids.length) throw ruleBroken({ user: 'repeats are not allowed' })
      for (const id of ids) seek(store, 'users', id)
      store.put('encounters', { ...encounter, care_team: members })
      return json({})
    }),

    post('/api/v1/encounter/:id/generate_discharge_summary/', ({ params }) => {
      seek(store, 'encounters', params.id)
      return json({ detail: 'Discharge Summary will be generated shortly' }, 202)
    }),
  ]
}

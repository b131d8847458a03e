// Tags on encounters and patients, also on closed ones. They do not move `modified_date`.
import { json } from '../answer.ts'
import { encounterPermissionsOf, patientPermissions, requireWrite } from '../permissions.ts'
import { crash, ruleBroken } from '../refusal.ts'
import { type Call, type Context, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderEncounter } from '../shapes/encounter.ts'
import { renderPatient } from '../shapes/patient.ts'
import { list, model, parse, required } from '../spec.ts'
import { uuid } from '../spec-types.ts'

const tagsSpec = model('TagRequest', { tags: required(list(uuid)) })

export function tagRoutes({ store }: Context): Route[] {
  /** A tag that does not exist is ignored. */
  const sent = (call: Call, resource: string): string[] =>
    (parse(tagsSpec, call.body()).tags as string[]).filter(
      (id) => store.get('tagConfigs', id)?.resource === resource,
    )

  const encounterTags = (change: typeof added) => (call: Call) => {
    const encounter = seek(store, 'encounters', call.params.id)
    requireWrite(call.user, 'You do not have permission to update encounter')
    const tags = change(encounter.tags, sent(call, 'encounter'))
    const changed = store.put('encounters', { ...encounter, tags })
    return json(renderEncounter(store, changed, encounterPermissionsOf(call.user)))
  }

  const patientTags = (change: typeof added) => (call: Call) => {
    const patient = seek(store, 'patients', call.params.id)
    requireWrite(call.user, 'Cannot Create Patient')
    const instance_tags = change(patient.instance_tags, sent(call, 'patient'))
    const changed = store.put('patients', { ...patient, instance_tags })
    return json(renderPatient(store, changed, patientPermissions(call.user)))
  }

  return [
    post('/api/v1/encounter/:id/set_tags/', encounterTags(added)),
    post('/api/v1/encounter/:id/remove_tags/', encounterTags(removed)),
    post('/api/v1/patient/:id/set_instance_tags/', patientTags(added)),
    post('/api/v1/patient/:id/remove_instance_tags/', patientTags(removed)),
    // It crashes in CARE, whatever the tag.
    post('/api/v1/patient/:id/set_facility_tags/', () => {
      throw crash()
    }),
  ]
}

function added(before: string[], tags: string[]): string[] {
  if (tags.some((each) => before.includes(each))) throw ruleBroken('Tag already set')
  return [...before, ...tags]
}

function removed(before: string[], tags: string[]): string[] {
  if (tags.some((each) => !before.includes(each))) throw ruleBroken('Tag not set')
  return before.filter((each) => !tags.includes(each))
}

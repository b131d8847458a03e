// `/patient/{id}/get_users/`, `add_user/`, `delete_user/`: who is assigned to a patient.
import { json } from '../answer.ts'
import { requireWrite } from '../permissions.ts'
import { modifiedNow } from '../recorded.ts'
import { ruleBroken } from '../refusal.ts'
import { type Context, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderUser, userOf } from '../shapes/user.ts'
import { model, parse, required } from '../spec.ts'
import { uuid } from '../spec-types.ts'

const addSpec = model('PatientUserCreateSpec', { user: required(uuid), role: required(uuid) })
const deleteSpec = model('PatientUserDeleteSpec', { user: required(uuid) })

export function patientUserRoutes(context: Context): Route[] {
  const { store } = context
  return [
    get('/api/v1/patient/:id/get_users/', ({ params }) => {
      const patient = seek(store, 'patients', params.id)
      return json({ results: patient.users.map(({ user }) => userOf(store, user)) })
    }),

    /** Moves the modified date of the patient, although nothing of the patient that is shown has changed. */
    post('/api/v1/patient/:id/add_user/', (call) => {
      const patient = seek(store, 'patients', call.params.id)
      const body = parse(addSpec, call.body())
      requireWrite(call.user, 'Cannot Create Patient')
      const user = seek(store, 'users', body.user)
      const role = seek(store, 'roles', body.role)
      if (patient.users.some((each) => each.user === user.id)) throw ruleBroken('User already exists')
      const users = [...patient.users, { user: user.id, role: role.id }]
      store.put('patients', { ...patient, ...modifiedNow(context, call), users })
      return json(renderUser(user))
    }),

    post('/api/v1/patient/:id/delete_user/', (call) => {
      const patient = seek(store, 'patients', call.params.id)
      const body = parse(deleteSpec, call.body())
      requireWrite(call.user, 'Cannot Create Patient')
      const user = seek(store, 'users', body.user)
      const users = patient.users.filter((each) => each.user !== user.id)
      if (users.length === patient.users.length) throw ruleBroken('User does not exist')
      store.put('patients', { ...patient, users })
      return json({})
    }),
  ]
}

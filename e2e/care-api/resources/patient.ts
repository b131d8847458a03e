// `/patient/`: create, read, list, update, delete. Nothing looks for duplicates, and nothing for conflicts.
import { empty, json } from '../answer.ts'
import { toUtcTime } from '../clock.ts'
import { contains, ordered, page } from '../paging.ts'
import { patientPermissions, requireSuperuser, requireWrite } from '../permissions.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { crash } from '../refusal.ts'
import { type Call, type Context, del, get, post, putOrPatch, type Route } from '../route.ts'
import { seek, seekOptional } from '../seek.ts'
import { renderPatient, renderPatientItem } from '../shapes/patient.ts'
import { parse } from '../spec.ts'
import type { PatientRow } from '../tables.ts'
import { birthOf, checkDeath, checkIdentifiers, patientSpecs } from './patient-spec.ts'

type Body = Record<string, unknown>

export function patientRoutes(context: Context): Route[] {
  const { store, clock } = context
  const specs = patientSpecs(store, clock.nowMs)

  const create = (call: Call) => {
    const body = parse(specs.create, call.body())
    requireWrite(call.user, 'Cannot Create Patient')
    checkIdentifiers(store, identifiersIn(body), { loc: [], input: body })
    const birth = birthOf(body, clock.nowMs())
    // CARE crashes here: its column for the year may not be empty.
    if (birth === undefined) throw crash()
    const patient: PatientRow = {
      ...recordedNow(context, call),
      name: String(body.name),
      gender: String(body.gender),
      phone_number: String(body.phone_number),
      emergency_phone_number: textOr(body.emergency_phone_number, ''),
      address: textOr(body.address, ''),
      permanent_address: textOr(body.permanent_address, ''),
      pincode: pincodeIn(body),
      deceased_datetime: timeIn(body),
      blood_group: typeof body.blood_group === 'string' ? body.blood_group : null,
      ...birth,
      geo_organization: String(body.geo_organization),
      identifiers: identifiersIn(body),
      instance_tags: Array.isArray(body.tags) ? body.tags.map(String) : [],
      users: [],
    }
    checkDeath(patient)
    return json(renderPatient(store, store.put('patients', patient)))
  }

  /** Null and absence keep what is there, but for the pincode, which they clear. */
  const update = (call: Call) => {
    const patient = seek(store, 'patients', call.params.id)
    const body = parse(specs.update, call.body())
    requireWrite(call.user, 'Cannot Create Patient')
    if (body.identifiers !== undefined) {
      const at = { loc: ['identifiers'], input: body.identifiers }
      checkIdentifiers(store, identifiersIn(body), at, patient.id)
    }
    const changed: PatientRow = {
      ...patient,
      ...modifiedNow(context, call),
      name: textOr(body.name, patient.name),
      gender: textOr(body.gender, patient.gender),
      phone_number: textOr(body.phone_number, patient.phone_number),
      emergency_phone_number: textOr(body.emergency_phone_number, patient.emergency_phone_number),
      address: textOr(body.address, patient.address),
      permanent_address: textOr(body.permanent_address, patient.permanent_address),
      pincode: pincodeIn(body),
      deceased_datetime: timeIn(body) ?? patient.deceased_datetime,
      blood_group: typeof body.blood_group === 'string' ? body.blood_group : patient.blood_group,
      ...(birthOf(body, clock.nowMs()) ?? {}),
      geo_organization: textOr(body.geo_organization, patient.geo_organization),
      identifiers: body.identifiers === undefined ? patient.identifiers : identifiersIn(body),
    }
    checkDeath(changed)
    return json(renderPatient(store, store.put('patients', changed)))
  }

  const list = ({ query }: Call) => {
    const organization = seekOptional(store, 'organizations', query.get('organization'))
    const phone = query.get('phone_number')
    const found = store
      .all('patients')
      .filter((each) => contains(each.name, query.get('name') ?? ''))
      .filter((each) => phone === null || phone === '' || each.phone_number === phone)
      .filter((each) => organization === undefined || each.geo_organization === organization.id)
    return json(page(query, ordered(found, query.get('ordering')), (each) => renderPatientItem(store, each)))
  }

  return [
    get('/api/v1/patient/', list),
    post('/api/v1/patient/', create),
    get('/api/v1/patient/:id/', ({ params, user }) =>
      json(renderPatient(store, seek(store, 'patients', params.id), patientPermissions(user))),
    ),
    putOrPatch('/api/v1/patient/:id/', update),
    del('/api/v1/patient/:id/', ({ params, user }) => {
      const patient = seek(store, 'patients', params.id)
      requireSuperuser(user, 'Cannot delete patient')
      store.put('patients', { ...patient, deleted: true })
      return empty(204)
    }),
  ]
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

const pincodeIn = (body: Body): number | null =>
  body.pincode === undefined || body.pincode === null ? null : Number(body.pincode)

const timeIn = (body: Body): string | null =>
  typeof body.deceased_datetime === 'string' ? toUtcTime(body.deceased_datetime) : null

const identifiersIn = (body: Body): PatientRow['identifiers'] =>
  Array.isArray(body.identifiers) ? (body.identifiers as PatientRow['identifiers']) : []

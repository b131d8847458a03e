// `medication/prescription/`: what holds the medication requests of one visit together.
import { json } from '../answer.ts'
import { ordered, page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { notFound } from '../refusal.ts'
import { type Call, type Context, get, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderPrescription, renderPrescriptionItem } from '../shapes/clinical.ts'
import { isObject } from '../spec.ts'
import type { ClinicalRow } from '../tables-clinical.ts'

/** A request that brings an `alternate_identifier` known in its encounter joins the prescription of that name. */
export function prescriptionFor(
  context: Context,
  call: Call,
  { patient, encounter }: ClinicalRow,
  body: Record<string, unknown>,
  requester: string | null,
): string | null {
  const wanted = body.create_prescription
  if (!isObject(wanted)) return null
  const textOr = (key: string) => (typeof wanted[key] === 'string' ? String(wanted[key]) : null)
  const alternate_identifier = textOr('alternate_identifier')
  const known = context.store
    .all('prescriptions')
    .find((each) => each.encounter === encounter && each.alternate_identifier === alternate_identifier)
  if (known !== undefined && alternate_identifier !== null) return known.id
  return context.store.put('prescriptions', {
    ...recordedNow(context, call),
    patient,
    encounter,
    name: textOr('name'),
    note: textOr('note'),
    status: textOr('status') ?? 'active',
    prescribed_by: requester ?? call.user.id,
    alternate_identifier,
  }).id
}

export function prescriptionRoutes({ store }: Context): Route[] {
  const rowsOf = ({ params, query, user }: Call) => {
    const patient = seek(store, 'patients', params.patient)
    requireWrite(user, 'Permission denied to user')
    const encounter = query.get('encounter') || undefined
    return store
      .all('prescriptions')
      .filter((each) => each.patient === patient.id && (encounter ?? each.encounter) === each.encounter)
  }

  return [
    get('/api/v1/patient/:patient/medication/prescription/', (call) => {
      const found = ordered(rowsOf(call), call.query.get('ordering'))
      return json(page(call.query, found, (each) => renderPrescriptionItem(store, each)))
    }),
    get('/api/v1/patient/:patient/medication/prescription/:id/', (call) => {
      const row = rowsOf(call).find((each) => each.id === call.params.id)
      if (row === undefined) throw notFound('MedicationRequestPrescription')
      return json(renderPrescription(store, row))
    }),
  ]
}

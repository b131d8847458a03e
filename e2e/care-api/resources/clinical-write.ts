// Writing one entry of a clinical list, new or by its id; each write leaves a response beside it.
import { canWrite } from '../permissions.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { crash, forbidden, notFound, ruleBroken } from '../refusal.ts'
import type { Call, Context } from '../route.ts'
import { seek } from '../seek.ts'
import { isObject, parse } from '../spec.ts'
import type { EncounterRow } from '../tables.ts'
import type { ClinicalRow, MedicationRequestRow } from '../tables-clinical.ts'
import { keptField } from './clinical-fields.ts'
import type { ClinicalKind } from './clinical-kind.ts'
import { requireOpen } from './encounter-spec.ts'
import { prescriptionFor } from './prescription.ts'

type Body = Record<string, unknown>

export interface ClinicalWrite {
  create(call: Call, datapoint: unknown): ClinicalRow
  update(call: Call, row: ClinicalRow, datapoint: unknown): ClinicalRow
}

export function clinicalWrite(context: Context, kind: ClinicalKind): ClinicalWrite {
  const { store } = context

  const leaveResponse = (call: Call, row: ClinicalRow, submit_type: 'CREATE' | 'UPDATE') => {
    store.put('responses', {
      ...recordedNow(context, call),
      questionnaire: null,
      patient: row.patient,
      subject_id: row.patient,
      encounter: row.encounter,
      responses: [],
      structured: { type: kind.type, id: row.id, submit_type },
    })
  }

  /** Conditions alone: of the others, CARE takes the patient that the encounter names. */
  const checkPatient = (call: Call, encounter: EncounterRow | undefined) => {
    if (kind.categories === undefined || encounter?.patient === call.params.patient) return
    throw ruleBroken("Patient external ID mismatch with encounter's patient")
  }

  const authorize = (call: Call, encounter: EncounterRow, closedToo: boolean) => {
    if (!closedToo) return requireOpen(encounter, call.user)
    if (!canWrite(call.user)) throw forbidden('You do not have permission to update encounter')
  }

  const requesterIn = (body: Body): string | null => {
    if (typeof body.requester !== 'string') return null
    const requester = seek(store, 'users', body.requester)
    if (!canWrite(requester)) throw forbidden('Requester does not have permission to update encounter')
    return requester.id
  }

  const withMedication = (call: Call, row: ClinicalRow, body: Body): MedicationRequestRow => {
    // There are no products.
    if (typeof body.requested_product === 'string') throw notFound('ProductKnowledge')
    const requester = requesterIn(body)
    return { ...row, requester, prescription: prescriptionFor(context, call, row, body, requester) }
  }

  const put = (row: ClinicalRow) => store.put(kind.table, row as MedicationRequestRow)

  return {
    create(call, datapoint) {
      const body = parse(kind.create, datapoint)
      const encounter = seek(store, 'encounters', body.encounter)
      checkPatient(call, encounter)
      authorize(call, encounter, kind.createsInClosed === true)
      const given = Object.keys(kind.empty).filter((key) => (body[key] ?? null) !== null)
      const fields = {
        ...kind.empty,
        ...Object.fromEntries(given.map((key) => [key, keptField(body[key], key)])),
        ...(kind.categories === undefined ? {} : { category: categoryOf(kind.categories, body.category) }),
      }
      const row: ClinicalRow = {
        ...recordedNow(context, call),
        patient: encounter.patient,
        encounter: encounter.id,
        fields,
      }
      const written = put(kind.type === 'medication_request' ? withMedication(call, row, body) : row)
      leaveResponse(call, written, 'CREATE')
      return written
    },

    /** Null and what equals the default keep what is there. */
    update(call, row, datapoint) {
      if (!isObject(datapoint)) throw crash()
      const { id: _, external_id: __, patient: ___, encounter: named, ...rest } = datapoint
      const body = parse(kind.update, kind.moves === true ? { ...rest, encounter: named } : rest)
      const own = seek(store, 'encounters', row.encounter)
      checkPatient(call, own)
      const encounter = kind.moves === true ? seek(store, 'encounters', named) : own
      authorize(call, encounter, false)
      const changed = kind.changeable.filter((key) => !isEmpty(body[key]))
      const written = put({
        ...row,
        ...modifiedNow(context, call),
        encounter: encounter.id,
        fields: {
          ...row.fields,
          ...Object.fromEntries(changed.map((key) => [key, keptField(body[key], key)])),
        },
      })
      leaveResponse(call, written, 'UPDATE')
      return written
    },
  }
}

const categoryOf = (categories: string[], sent: unknown) =>
  categories.find((each) => each === sent) ?? categories[0]

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0)

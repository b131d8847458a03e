// How an entry of a clinical list looks, and a prescription.
import type { Store } from '../store.ts'
import type { ClinicalRow, MedicationRequestRow, PrescriptionRow } from '../tables-clinical.ts'
import { nestedUserOf } from './user.ts'

export function renderClinical(store: Store, row: ClinicalRow | MedicationRequestRow) {
  const common = {
    id: row.id,
    ...row.fields,
    encounter: row.encounter,
    created_by: nestedUserOf(store, row.created_by),
    updated_by: nestedUserOf(store, row.updated_by),
    created_date: row.created_date,
    modified_date: row.modified_date,
  }
  if (!('requester' in row)) return common
  const prescription = store.get('prescriptions', row.prescription ?? '')
  return {
    ...common,
    requested_product: null,
    requester: row.requester === null ? null : nestedUserOf(store, row.requester),
    prescription: prescription === undefined ? null : renderPrescriptionItem(store, prescription),
  }
}

export const renderPrescriptionItem = (store: Store, row: PrescriptionRow) => ({
  id: row.id,
  status: row.status,
  note: row.note,
  name: row.name,
  created_date: row.created_date,
  modified_date: row.modified_date,
  prescribed_by: nestedUserOf(store, row.prescribed_by),
  tags: [],
})

/** With its medications, which then name neither it nor their encounter. */
export function renderPrescription(store: Store, row: PrescriptionRow) {
  const medications = store
    .all('medicationRequests')
    .filter((each) => each.prescription === row.id)
    .map((each) => {
      const {
        prescription: _,
        encounter: __,
        ...medication
      } = renderClinical(store, each) as Record<string, unknown>
      return medication
    })
  return { ...renderPrescriptionItem(store, row), created_by: {}, updated_by: {}, medications }
}

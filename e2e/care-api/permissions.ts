// Who may do what. CARE decides by roles in organizations; here it is enough that a volunteer may not write.
import { forbidden } from './refusal.ts'
import type { UserRow } from './tables.ts'

export const canWrite = (user: UserRow) => user.is_superuser || user.user_type !== 'volunteer'

export function requireWrite(user: UserRow, detail: string): void {
  if (!canWrite(user)) throw forbidden(detail)
}

export function requireSuperuser(user: UserRow, detail: string): void {
  if (!user.is_superuser) throw forbidden(detail)
}

const organizationPermissions = [
  'can_read_questionnaire',
  'can_submit_questionnaire',
  'can_view_organization',
  'can_list_organization_users',
  'can_view_facility_organization',
  'can_list_facility_organization_users',
]

const encounterPermissions = [
  'can_create_encounter',
  'can_list_encounter',
  'can_write_encounter',
  'can_read_encounter',
]

const patientRecordPermissions = [
  'can_create_patient',
  'can_write_patient',
  'can_list_patients',
  'can_view_clinical_data',
  'can_view_questionnaire_responses',
  'can_submit_patient_questionnaire',
]

const facilityPermissions = [
  'can_list_user',
  'can_list_facility_locations',
  'can_read_observation_definition',
  'can_list_devices',
  'can_manage_device_associations_to_encounters',
  'can_read_specimen_definition',
  'can_read_activity_definition',
  'can_write_service_request',
  'can_read_service_request',
  'can_read_healthcare_service',
  'can_write_specimen',
  'can_read_specimen',
  'can_write_diagnostic_report',
  'can_read_diagnostic_report',
  'can_read_charge_item_definition',
  'can_create_charge_item',
  'can_read_charge_item',
  'can_read_account',
  'can_write_payment_reconciliation',
  'can_read_payment_reconciliation',
  'can_write_invoice',
  'can_read_invoice',
  'read_medication_dispense',
  'write_medication_dispense',
  'can_read_product_knowledge',
  'can_read_product',
  'can_read_supply_delivery',
  'can_write_supply_request',
  'can_read_supply_request',
  'can_read_inventory_item',
  'can_apply_tag_config',
  'can_read_tag_config',
  'can_read_patient_identifier_config',
  'can_list_token_category',
  'can_write_token',
  'can_list_token',
  'can_write_schedule',
  'can_list_schedule',
  'can_list_booking',
  'can_write_booking',
  'can_reschedule_booking',
  'can_read_resource_category',
]

const volunteerPermissions = [
  'can_read_facility',
  'can_read_questionnaire',
  'can_view_organization',
  'can_list_patients',
  'can_read_encounter',
  'can_submit_patient_questionnaire',
  'can_list_user',
]

const only = (user: UserRow, permissions: string[]) =>
  canWrite(user) ? permissions : permissions.filter((each) => volunteerPermissions.includes(each))

/** Sixty for a doctor or a nurse; of the current user (where a superuser has none), and of a facility. */
export const userPermissions = (user: UserRow): string[] =>
  only(user, [
    'can_read_facility',
    ...organizationPermissions,
    ...encounterPermissions,
    'can_submit_encounter_questionnaire',
    ...patientRecordPermissions,
    ...facilityPermissions,
  ])

/** Fifty, in a patient that was retrieved. */
export const patientPermissions = (user: UserRow): string[] =>
  only(user, [
    'can_read_facility',
    'can_submit_encounter_questionnaire',
    ...patientRecordPermissions,
    ...facilityPermissions,
  ])

/** Eleven, in an encounter that was retrieved; they do not tell whether it is closed. */
export const encounterPermissionsOf = (user: UserRow): string[] =>
  only(user, [...encounterPermissions, 'can_submit_encounter_questionnaire', ...patientRecordPermissions])

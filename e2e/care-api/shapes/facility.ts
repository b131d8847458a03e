// How a facility looks: to the public, in lists, and whole.
import { userPermissions } from '../permissions.ts'
import type { Store } from '../store.ts'
import type { FacilityRow, UserRow } from '../tables.ts'
import { organizationOf } from './organization.ts'
import { renderIdentifierConfig } from './patient.ts'
import { nestedUserOf } from './user.ts'

export function renderPublicFacility(store: Store, facility: FacilityRow) {
  return {
    id: facility.id,
    name: facility.name,
    description: facility.description,
    longitude: facility.longitude,
    latitude: facility.latitude,
    pincode: facility.pincode,
    address: facility.address,
    phone_number: facility.phone_number,
    middleware_address: facility.middleware_address,
    facility_type: facility.facility_type,
    is_public: true,
    features: [1],
    cover_image_url: null,
    read_cover_image_url: null,
    geo_organization: organizationOf(store, facility.geo_organization),
  }
}

export const renderFacilityItem = (store: Store, facility: FacilityRow) => ({
  ...renderPublicFacility(store, facility),
  created_by: nestedUserOf(store, facility.created_by),
  invoice_number_expression: null,
})

/** Permissions are filled only for those who belong to the facility. */
export function renderFacility(store: Store, facility: FacilityRow, user: UserRow) {
  const permissions = user.facilities.includes(facility.id) ? userPermissions(user) : []
  const configs = store.all('identifierConfigs').filter((each) => each.status === 'active')
  return {
    permissions,
    root_org_permissions: [],
    child_org_permissions: permissions,
    ...renderFacilityItem(store, facility),
    flags: [],
    discount_codes: [],
    discount_monetary_components: [],
    ...instanceMonetaryComponents,
    patient_instance_identifier_configs: configs.map(renderIdentifierConfig),
    patient_facility_identifier_configs: [],
  }
}

const codeOf = (kind: string, code: string, display: string) => ({
  system: `http://ohc.network/codes/monetary/${kind}`,
  version: null,
  code,
  display,
})

const componentOf = (kind: string, code: string, display: string, factor: number, title: string) => ({
  monetary_component_type: kind,
  code: codeOf(kind, code, display),
  factor,
  amount: null,
  conditions: [],
  title,
})

const instanceMonetaryComponents = {
  instance_discount_codes: [
    codeOf('discount', 'oldage', 'Old Age Discount'),
    codeOf('discount', 'child', 'Child Discount'),
    codeOf('discount', 'student', 'Student Discount'),
  ],
  instance_discount_monetary_components: [
    componentOf('discount', 'oldage', 'Old Age Discount', 10, 'Old Age Discount'),
    componentOf('discount', 'child', 'Child Discount', 10, 'Child Discount'),
  ],
  instance_tax_codes: [codeOf('tax', 'cgst', 'CGST'), codeOf('tax', 'sgst', 'SGST')],
  instance_tax_monetary_components: [
    componentOf('tax', 'cgst', 'CGST', 9, 'CGST @ 9'),
    componentOf('tax', 'sgst', 'SGST', 9, 'SGST @ 9'),
  ],
  instance_informational_codes: [codeOf('informational', 'mrp', 'MRP')],
}

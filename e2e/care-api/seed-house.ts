// The house itself: facilities, departments, the ward and its beds, users, roles, identifiers, tags.
import { idOf } from './ids.ts'
import { userPermissions } from './permissions.ts'
import { seeded, seededBedCount, seededUsers } from './seeded.ts'
import { nameSystem, phoneSystem } from './shapes/patient.ts'
import type { FacilityRow, IdentifierConfigRow, OrganizationRow, TagConfigRow, UserRow } from './tables.ts'

const roleNames = ['Doctor', 'Nurse', 'Staff', 'Administrator', 'Volunteer', 'Facility Admin']
const roleOrganization = (role: string) => idOf(`organization role ${role}`)

type Member = keyof typeof seededUsers

function userOf(
  member: Member,
  first: string,
  last: string,
  gender: string,
  role: string,
  type: string,
): UserRow {
  const isAdmin = member === 'admin'
  const atHome = member === 'volunteer' ? [] : [seeded.facilityId]
  return {
    id: seeded.users[member],
    ...seededUsers[member],
    first_name: first,
    last_name: last,
    phone_number: isAdmin ? '' : `+9181290${String(10_000 + member.length * 113).slice(0, 5)}`,
    prefix: isAdmin ? null : '',
    suffix: isAdmin ? null : '',
    user_type: type,
    gender: isAdmin ? null : gender,
    email: isAdmin ? '' : `${seededUsers[member].username}@example.org`,
    last_login: null,
    is_superuser: isAdmin,
    geo_organization: isAdmin ? null : seeded.districtId,
    organizations: [seeded.districtId, ...(isAdmin ? roleNames : [role]).map(roleOrganization)],
    facilities: isAdmin ? [seeded.facilityId, seeded.otherFacilityId] : atHome,
    departments: member === 'volunteer' ? [] : Object.values(seeded.departments),
  }
}

const users = (): UserRow[] => [
  userOf('admin', 'Admin', 'User', 'female', 'Administrator', 'admin'),
  userOf('doctor', 'Anand', 'Warrier', 'male', 'Doctor', 'doctor'),
  userOf('nurse', 'Mini', 'Jacob', 'female', 'Nurse', 'nurse'),
  userOf('staff', 'Shaji', 'Paul', 'male', 'Staff', 'staff'),
  userOf('facilityAdmin', 'Latha', 'Shenoy', 'female', 'Facility Admin', 'administrator'),
  userOf('volunteer', 'Rahul', 'Dev', 'male', 'Volunteer', 'volunteer'),
]

const facilityOf = (
  id: string,
  name: string,
  pincode: number,
  address: string,
  phone: string,
): FacilityRow => ({
  id,
  name,
  description: `${name}, a hospital of the seeded ward`,
  longitude: '76.2673000000000000',
  latitude: '9.9312000000000000',
  pincode,
  address,
  phone_number: phone,
  middleware_address: 'middleware.example.org',
  facility_type: 'Private Hospital',
  geo_organization: seeded.districtId,
  created_by: seeded.users.admin,
})

const departmentOf = (id: string, name: string) => ({
  id,
  facility: seeded.facilityId,
  name,
  description: `Department of ${name}`,
  parent: null,
  created_by: seeded.users.admin,
})

const maintained = (id: string, system: string, display: string, retrieval: string): IdentifierConfigRow => ({
  id,
  status: 'active',
  config: {
    use: 'secondary',
    regex: '',
    system,
    unique: false,
    display,
    required: false,
    description: '',
    default_value: null,
    auto_maintained: true,
    retrieve_config: {
      retrieve_with_dob: false,
      retrieve_with_otp: false,
      retrieve_partial_search: retrieval === 'partial',
      retrieve_with_year_of_birth: retrieval === 'year',
    },
  },
})

/** What an administrator would configure: kept by clients, unique, found without a year of birth. */
export const patientKeyConfig = (): IdentifierConfigRow => ({
  id: seeded.identifierConfigs.key,
  status: 'active',
  config: {
    use: 'temp',
    regex: '',
    system: 'urn:care:offline-client-id',
    unique: true,
    display: 'Offline client id',
    required: false,
    description: 'client generated key',
    retrieve_config: {},
  },
})

/** A taluk of the district, and a panchayat of the taluk. */
export const areasBelow = (): OrganizationRow[] => [
  { id: seeded.talukId, name: 'Kothamangalam', org_type: 'govt', parent: seeded.districtId },
  { id: seeded.panchayatId, name: 'Pindimana', org_type: 'govt', parent: seeded.talukId },
]

const ward = {
  id: seeded.wardId,
  facility: seeded.facilityId,
  parent: null,
  name: 'Ward 3',
  description: 'General ward, third floor',
  form: 'wa',
  mode: 'kind' as const,
  sort_index: 1,
}

const vipTag = (id: string, resource: string): TagConfigRow => ({
  id,
  created_by: seeded.users.admin,
  updated_by: seeded.users.admin,
  created_date: '2025-01-06T04:00:00.000000Z',
  modified_date: '2025-01-06T04:00:00.000000Z',
  display: 'VIP',
  category: 'clinical',
  priority: 1,
  status: 'active',
  resource,
})

export function seedHouse() {
  const everybody = users()
  return {
    users: everybody,
    organizations: [
      { id: seeded.districtId, name: 'Ernakulam', org_type: 'govt', parent: null },
      ...roleNames.map((name) => ({ id: roleOrganization(name), name, org_type: 'role', parent: null })),
    ],
    facilities: [
      facilityOf(seeded.facilityId, 'Lakshmi Memorial Hospital', 682_016, 'M G Road, Kochi', '+914842100001'),
      facilityOf(seeded.otherFacilityId, 'Periyar District Hospital', 683_101, 'Aluva', '+914842100002'),
    ],
    facilityOrganizations: [
      departmentOf(seeded.departments.medicine, 'General Medicine'),
      departmentOf(seeded.departments.surgery, 'Surgery'),
      departmentOf(seeded.departments.paediatrics, 'Paediatrics'),
    ],
    roles: roleNames.map((name) => ({
      id: idOf(`role ${name}`),
      name,
      description: `${name} at some facility`,
      permissions: userPermissions(everybody[name === 'Volunteer' ? 5 : 1] as UserRow),
    })),
    identifierConfigs: [
      maintained(seeded.identifierConfigs.name, nameSystem, 'Patient Name', 'partial'),
      maintained(seeded.identifierConfigs.phone, phoneSystem, 'Patient Phone Number', 'year'),
    ],
    tagConfigs: [vipTag(seeded.tags.encounterVip, 'encounter'), vipTag(seeded.tags.patientVip, 'patient')],
    locations: [
      ward,
      ...Array.from({ length: seededBedCount }, (_, index) => ({
        ...ward,
        id: seeded.bedId(index),
        parent: seeded.wardId,
        name: `Bed ${index + 1}`,
        description: `By the ${index % 2 === 0 ? 'window' : 'door'}`,
        form: 'bd',
        mode: 'instance' as const,
        sort_index: index + 1,
      })),
    ],
  }
}

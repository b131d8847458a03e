// What a patient may look like when it is sent: fields, identifiers, dates.
import { ruleBroken } from '../refusal.ts'
import { identifierValue } from '../shapes/patient.ts'
import {
  all,
  type Check,
  invalid,
  list,
  model,
  optional,
  required,
  rule,
  valueError,
  withDefault,
} from '../spec.ts'
import { anything, day, integer, oneOf, phoneNumber, text, uuid, zonedDateTime } from '../spec-types.ts'
import type { Store } from '../store.ts'
import type { IdentifierConfigRow, PatientRow } from '../tables.ts'

const genders = oneOf('male', 'female', 'non_binary', 'transgender')
const letters = ['A', 'B', 'AB', 'O']
const bloodGroups = oneOf(
  ...letters.flatMap((letter) => [`${letter}_negative`, `${letter}_positive`]),
  'unknown',
)
const identifier = model('PatientIdentifierConfigRequest', {
  config: required(uuid),
  value: required(text()),
})

export function patientSpecs(store: Store, nowMs: () => number) {
  const geoOrganization = all(
    uuid,
    rule((id) => {
      const organization = store.get('organizations', String(id))
      return organization?.org_type === 'govt' ? undefined : 'Geo Organization does not exist'
    }),
  )
  const past = rule((value) =>
    Date.parse(String(value)) > nowMs() ? 'Deceased datetime cannot be in the future' : undefined,
  )
  const specOf = (need: (check: Check) => { check: Check; required: boolean }) => ({
    name: need(text(200)),
    gender: need(genders),
    phone_number: need(phoneNumber),
    emergency_phone_number: optional(phoneNumber),
    address: optional(text()),
    permanent_address: optional(text()),
    pincode: optional(integer),
    deceased_datetime: optional(all(zonedDateTime, past)),
    blood_group: optional(bloodGroups),
    geo_organization: need(geoOrganization),
    date_of_birth: optional(day),
    age: optional(integer),
    identifiers: withDefault(list(identifier)),
    tags: withDefault(list(anything)),
  })
  return {
    create: model('PatientCreateSpec', specOf(required)),
    update: model('PatientUpdateSpec', specOf(optional)),
  }
}

export function checkDeath(patient: Pick<PatientRow, 'date_of_birth' | 'deceased_datetime'>): void {
  if (patient.date_of_birth === null || patient.deceased_datetime === null) return
  if (Date.parse(patient.date_of_birth) > Date.parse(patient.deceased_datetime)) {
    throw ruleBroken('Date of birth cannot be after the date of death')
  }
}

type Identifiers = PatientRow['identifiers']

/** Every active configuration has a say. `at` is where the error is said to be; `patientId`, who is asked about. */
export function checkIdentifiers(
  store: Store,
  identifiers: Identifiers,
  at: { loc: string[]; input: unknown },
  patientId?: string,
): void {
  for (const config of store.all('identifierConfigs')) {
    if (config.status !== 'active' || config.config.auto_maintained === true) continue
    const problem = identifierProblem(store, config, identifiers, patientId)
    if (problem === undefined) continue
    throw invalid([valueError(`Identifier config ${config.config.system} is ${problem}`, at.input, at.loc)])
  }
}

function identifierProblem(
  store: Store,
  config: IdentifierConfigRow,
  identifiers: Identifiers,
  patientId: string | undefined,
): string | undefined {
  const value = identifiers.find((each) => each.config === config.id)?.value
  if (value === undefined || value === '') return config.config.required === true ? 'required' : undefined
  if (!matchesRegex(config, value)) return 'not valid'
  if (config.config.unique !== true) return undefined
  const taken = store
    .all('patients')
    .some((each) => each.id !== patientId && identifierValue(each, config) === value)
  return taken ? 'not unique' : undefined
}

export function matchesRegex({ config }: IdentifierConfigRow, value: string): boolean {
  const pattern = String(config.regex ?? '')
  return pattern === '' || new RegExp(pattern).test(value)
}

/** The year a patient was born in: `age` wins over `date_of_birth`; nothing when neither is known. */
export function birthOf(body: Record<string, unknown>, nowMs: number) {
  if (body.age !== undefined && body.age !== null) {
    return { date_of_birth: null, year_of_birth: new Date(nowMs).getUTCFullYear() - Number(body.age) }
  }
  if (typeof body.date_of_birth !== 'string') return undefined
  return { date_of_birth: body.date_of_birth, year_of_birth: Number(body.date_of_birth.slice(0, 4)) }
}

// What the patient form accepts, what it starts with, and what it sends. Messages are translation keys.
import { z } from 'zod'
import { BLOOD_GROUPS, GENDERS, type Patient, type PatientBody } from '../resources/patient.ts'
import { ageFromYear } from './age.ts'
import { isPhoneNumber, toE164 } from './phone-number.ts'

const phone = z.string().transform(toE164)

export const patientSchema = z
  .object({
    name: z.string().trim().min(1, 'error_required').max(200, 'error_name_long'),
    gender: z.enum(GENDERS, { error: 'error_choose' }),
    phone_number: phone.refine(isPhoneNumber, 'error_phone'),
    emergency_phone_number: phone.refine((value) => value === '' || isPhoneNumber(value), 'error_phone'),
    age_or_dob: z.enum(['dob', 'age']),
    date_of_birth: z.string(),
    age: z.string().trim(),
    blood_group: z.enum(BLOOD_GROUPS, { error: 'error_choose' }),
    address: z.string().trim(),
    pincode: z
      .string()
      .trim()
      .regex(/^([1-9]\d{5})?$/, 'error_pincode'),
    geo_organization: z.string().min(1, 'error_choose'),
    /** By the id of what kind of number it is. */
    identifiers: z.record(z.string(), z.string().trim()),
  })
  // Zod would skip these while any other field is wrong; people want to hear of all at once.
  .refine((form) => form.age_or_dob !== 'dob' || birthDateProblem(form.date_of_birth) === null, {
    path: ['date_of_birth'],
    error: (issue) => birthDateProblem(textOf(issue.input, 'date_of_birth')),
    when: () => true,
  })
  .refine((form) => form.age_or_dob !== 'age' || ageProblem(form.age) === null, {
    path: ['age'],
    error: (issue) => ageProblem(textOf(issue.input, 'age')),
    when: () => true,
  })

export type PatientFormInput = z.input<typeof patientSchema>
export type PatientFormOutput = z.output<typeof patientSchema>

function textOf(form: unknown, field: string): string {
  return String((form as Record<string, unknown>)[field] ?? '')
}

function birthDateProblem(date: string): string | null {
  if (date === '') return 'error_birth_needed'
  return date > new Date().toISOString().slice(0, 10) || date < '1890-01-01' ? 'error_birth_date' : null
}

function ageProblem(age: string): string | null {
  if (age === '') return 'error_birth_needed'
  return /^\d{1,3}$/.test(age) && Number(age) <= 120 ? null : 'error_age'
}

export const EMPTY_PATIENT = {
  name: '',
  phone_number: '+91',
  emergency_phone_number: '+91',
  age_or_dob: 'dob',
  date_of_birth: '',
  age: '',
  blood_group: 'unknown',
  address: '',
  pincode: '',
  geo_organization: '',
  identifiers: {},
} satisfies Partial<PatientFormInput>

export function toFormValues(patient: Patient): PatientFormInput {
  return {
    name: patient.name,
    gender: patient.gender,
    phone_number: patient.phone_number,
    emergency_phone_number: patient.emergency_phone_number || '+91',
    age_or_dob: patient.date_of_birth ? 'dob' : 'age',
    date_of_birth: patient.date_of_birth ?? '',
    age: patient.date_of_birth ? '' : String(ageFromYear(patient) ?? ''),
    blood_group: patient.blood_group ?? 'unknown',
    address: patient.address ?? '',
    pincode: patient.pincode === null ? '' : String(patient.pincode),
    geo_organization: patient.geo_organization?.id ?? '',
    identifiers: Object.fromEntries(enteredIdentifiers(patient).map(({ config, value }) => [config, value])),
  }
}

/** What a form that was sent said. */
export function fromPatientBody(body: PatientBody): PatientFormInput {
  return {
    name: body.name,
    gender: body.gender,
    phone_number: body.phone_number,
    emergency_phone_number: body.emergency_phone_number ?? '+91',
    age_or_dob: body.age_or_dob,
    date_of_birth: body.date_of_birth ?? '',
    age: body.age === undefined ? '' : String(body.age),
    blood_group: body.blood_group,
    address: body.address,
    pincode: body.pincode === undefined ? '' : String(body.pincode),
    geo_organization: body.geo_organization,
    identifiers: Object.fromEntries(body.identifiers.map(({ config, value }) => [config, value])),
  }
}

/** `before` is the patient that is being changed; none for a new one. */
export function toPatientBody(form: PatientFormOutput, before?: Patient): PatientBody {
  const ownPermanentAddress = before && before.permanent_address !== before.address
  return {
    name: form.name,
    gender: form.gender,
    phone_number: form.phone_number,
    ...(form.emergency_phone_number === '' ? {} : { emergency_phone_number: form.emergency_phone_number }),
    age_or_dob: form.age_or_dob,
    ...(form.age_or_dob === 'dob' ? { date_of_birth: form.date_of_birth } : { age: Number(form.age) }),
    blood_group: form.blood_group,
    address: form.address,
    permanent_address: ownPermanentAddress ? (before.permanent_address ?? '') : form.address,
    ...(form.pincode === '' ? {} : { pincode: Number(form.pincode) }),
    geo_organization: form.geo_organization,
    deceased_datetime: before?.deceased_datetime ?? null,
    identifiers: Object.entries(form.identifiers)
      .filter(([, value]) => value !== '')
      .map(([config, value]) => ({ config, value })),
    tags: [],
  }
}

/** An update has to hold the identifiers that people entered; name and phone number CARE keeps by itself. */
function enteredIdentifiers(patient: Patient): PatientBody['identifiers'] {
  return patient.instance_identifiers
    .filter(({ config }) => !config.config.auto_maintained)
    .map(({ config, value }) => ({ config: config.id, value }))
}

// CARE's own policies: which of its routes work offline, and how, one folder per resource; and the words in which a
// host writes more of them.

import { isObject, type Json } from '../json.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { WritePolicy } from '../policy/write-policy.ts'
import { accountReads } from './account/reads.ts'
import { appointmentReads } from './appointment/reads.ts'
import { appointmentWrites } from './appointment/writes.ts'
import { apiPrefix, asked } from './asked.ts'
import { createBatchWrites } from './batch/writes.ts'
import { refusalsIn } from './batch.ts'
import { chargeItemReads } from './charge-item/reads.ts'
import { chargeItemWrites } from './charge-item/writes.ts'
import { clinicalReads } from './clinical/reads.ts'
import { clinicalWrites } from './clinical/writes.ts'
import { consentReads } from './consent/reads.ts'
import { diagnosticReportReads } from './diagnostic-report/reads.ts'
import { disposables } from './disposables.ts'
import { createEncounterReads } from './encounter/reads.ts'
import { encounterWrites } from './encounter/writes.ts'
import { fileReads } from './file/reads.ts'
import { fileWrites } from './file/writes.ts'
import { asObject, objectsIn, textOf } from './json-record.ts'
import { locationReads } from './location/reads.ts'
import { noteReads } from './note/reads.ts'
import { patientReads } from './patient/reads.ts'
import { createPatientWrites } from './patient/writes.ts'
import { patientUserReads } from './patient-user/reads.ts'
import { patientUserWrites } from './patient-user/writes.ts'
import { questionnaireReads } from './questionnaire/reads.ts'
import { questionnaireWrites } from './questionnaire/writes.ts'
import { referenceReads } from './reference/reads.ts'
import { explainCare } from './refusal/explain.ts'
import { commentWrites } from './resource-request/comments.ts'
import { resourceRequestReads } from './resource-request/reads.ts'
import { resourceRequestWrites } from './resource-request/writes.ts'
import { serverTimeIn } from './server-time.ts'
import { serviceRequestReads } from './service-request/reads.ts'
import { serviceRequestWrites } from './service-request/writes.ts'
import { session } from './session.ts'
import { tokenReads } from './token/reads.ts'
import { tokenWrites } from './token/writes.ts'
import { valueSetReads } from './value-set/reads.ts'

export type { DisposablePolicy } from '../policy/disposable-policy.ts'
export { type PathTemplate, pathTemplate } from '../policy/path-template.ts'
export type { PolicySet } from '../policy/policies.ts'
export { days, hours, type MatchedRead, minutes, type ReadPolicy } from '../policy/read-policy.ts'
export type { SessionPolicy, Tokens } from '../policy/session-policy.ts'
export type * from '../policy/write-policy.ts'
export { dependencySchema } from './dependency-schema.ts'
export { fileLimits } from './file/form.ts'

export interface CareOptions {
  /**
   * Id of a `patient_identifier_config` of this site: unique, use `temp`, not maintained by the server, and found
   * without a year of birth. Each registration then carries the id of its write there: a second copy is refused, and
   * the first is found for certain. People see it among the patient's identifiers. Default: none, and records are
   * told by their content.
   */
  patientKeyConfig?: string
  /**
   * Of how many patients with an open encounter, the newest first, the warm-up keeps the records of all facilities of
   * the user; some fifteen requests for each, once an hour while a page is open. Default: 40; 0 for none.
   */
  wardPatients?: number
}

/** CARE's policies as a site needs them. Page and worker must be given the same. */
export function createCarePolicies({ patientKeyConfig, wardPatients = 40 }: CareOptions = {}): PolicySet {
  const writes = [
    ...createPatientWrites(patientKeyConfig),
    ...patientUserWrites,
    ...encounterWrites,
    ...questionnaireWrites,
    ...clinicalWrites,
    ...chargeItemWrites,
    ...serviceRequestWrites,
    ...resourceRequestWrites,
    ...commentWrites,
    ...appointmentWrites,
    ...tokenWrites,
    ...fileWrites,
  ].map((policy): WritePolicy => ({ explain: explainCare, ...policy }))
  return {
    prefix: apiPrefix,
    reads: [
      ...referenceReads,
      ...patientReads,
      ...patientUserReads,
      ...createEncounterReads(wardPatients),
      ...questionnaireReads,
      ...clinicalReads,
      ...chargeItemReads,
      ...serviceRequestReads,
      ...resourceRequestReads,
      ...appointmentReads,
      ...accountReads,
      ...diagnosticReportReads,
      ...locationReads,
      ...noteReads,
      ...consentReads,
      ...tokenReads,
      ...fileReads,
      ...valueSetReads,
    ],
    writes: [...writes, ...createBatchWrites(writes.filter(isOneRequest))],
    disposables,
    warmUp: [asked.currentUser()],
    session,
    ping: { path: '/ping/', isTrue: (body) => isObject(body) && body.status === 'OK' },
    comeBackLater,
    serverTimeIn,
  }
}

/** What goes in several requests cannot be a part of one. */
const isOneRequest = ({ content, completes }: WritePolicy): boolean => !content && !completes

export const carePolicies: PolicySet = createCarePolicies()

/** CARE's locks on creates answer 400 with these words, and no code that would tell them from other refusals. */
const lockedCreate = /^(Patient|Encounter) creation failed, try again after a while\.?$/

/** Also inside a batch, where one such refusal rolls back all, if nothing else was refused. */
function comeBackLater(status: number, body: unknown): boolean {
  if (status !== 400 || !isObject(body)) return false
  const refusals = refusalsIn(status, body)
  return refusals.length > 0 && refusals.every((refusal) => isLocked(refusal.body))
}

const isLocked = (body: Json | undefined): boolean =>
  objectsIn(asObject(body).errors).some((error) => lockedCreate.test(textOf(error.msg)))

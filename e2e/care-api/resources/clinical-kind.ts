// What is to be said about a clinical list of a patient so that it can be read and written.
import type { Check } from '../spec.ts'

type ClinicalTable = 'allergies' | 'conditions' | 'medicationRequests' | 'medicationStatements'

export interface ClinicalKind {
  /** Under `/patient/{id}/`. */
  path: string
  /** Its name in the response that each write leaves. */
  type: string
  table: ClinicalTable
  create: Check
  update: Check
  /** All fields of an answer, each with its value as long as none was given. */
  empty: Record<string, unknown>
  changeable: string[]
  /** Conditions alone: the categories in this list; the first is that of a new one, unless it names another. */
  categories?: string[]
  /** CARE asks for an open encounter at each write, but for a new allergy. */
  createsInClosed?: true
  /** An update names the encounter, and moves the record there. */
  moves?: true
  /** Newest change first, instead of newest record. */
  latestFirst?: true
  /** Whether one can be deleted. */
  deletable: boolean
}

// What a workflow of CARE is, for the columns of the proof: its ground, its form, the reads of its screens, and what may
// happen to it at the sync. A row of the table is one of these.

import type { ApiRequest } from '../../../shared/api-request.ts'
import type { Json } from '../../../shared/json.ts'
import type { Desk } from './desk.ts'

export const columns = ['offline', 'mixed', 'lost answer', 'conflict', 'refusal at sync'] as const
export type Column = (typeof columns)[number]

/** Ids of records, by the part that they play. */
export type Ids = Readonly<Record<string, string>>

/** What somebody else does before the sync, and what comes of the form then. */
export interface Meanwhile {
  what: string
  by(desk: Desk, ids: Ids): Promise<unknown>
  /**
   * `merged`: both are there. `beside`: the form makes its own record next to the other's. `done`: nothing is left to
   * do. `held`: nothing is sent until a person has decided; with "mine" the form is what the server has last. `asked`:
   * the same, and a person says that it is another record. `refused`: nothing is sent or taken, and a person gives it up.
   */
  outcome: 'merged' | 'beside' | 'done' | 'held' | 'asked' | 'refused'
}

/** Why the server says no at the sync; `relieve` takes the cause away. */
interface Refusal {
  words: RegExp
  bring(desk: Desk, ids: Ids): Promise<unknown>
  relieve(desk: Desk, ids: Ids): Promise<unknown>
}

export interface Workflow {
  name: string
  /** Rules of SPEC that its columns hold up, besides those of the column itself. */
  rules: string
  /** Makes what the form is about, through the tablet; with the network cut it is made there. */
  ground(desk: Desk): Promise<Ids>
  /** As CARE's front end sends it, with what only its screens use. */
  form(desk: Desk, ids: Ids): ApiRequest | Promise<ApiRequest>
  /** What the page then does by itself with the answer, before anybody goes on: the last answer stands for the form's. */
  goOn?(desk: Desk, told: Json): Promise<{ status: number; body: Json }>
  /** The record that the form made, in its answer. Default: it made none, and stands for the first of the ground. */
  made?(answer: Json): string
  /** What its screens ask afterwards; `ids.made` is the record that it made. */
  reads(ids: Ids, desk: Desk): ApiRequest[]
  /** Where it takes back what was made here and never sent: what is left then. */
  takesBackTo?: Workflow['ground']
  /** What is done after it, on what it made or changed. */
  next(desk: Desk, ids: Ids): ApiRequest | Promise<ApiRequest>
  /**
   * What becomes of `next` where the form is refused. Default: it waits, and goes when the form has gone or a person has
   * given that up (or goes with it, where it cannot be without). `free`: it does not wait. `carries it`: it waits, and
   * says again what the form has said.
   */
  nextWithoutIt?: 'free' | 'carries it'
  /** Fields of answers made here that only the server knows, as `parent.name`, at any depth. */
  onlyTheServerKnows?: readonly string[]
  meanwhile: readonly Meanwhile[]
  refusal: Refusal
  /** Cells that do not hold yet, and why. */
  open?: Partial<Record<Column, string>>
}

export const cellOf = (workflow: Pick<Workflow, 'name'>, column: Column): string =>
  `${workflow.name}, ${column}`

// What may happen to one kind of write: how it looks until the server has it, what it depends on, and how to find
// out whether it has landed. Data plus small pure functions; everything else reads it.

import type { ApiRequest, Method } from '../api-request.ts'
import type { Candidate, RefusalReason } from '../failure.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ContentRule } from './content-rule.ts'
import type { PathParams, PathTemplate } from './path-template.ts'
import type { MatchedRead } from './read-policy.ts'

export interface WritePolicy {
  /** Names the route in rows: `patient.create`. */
  key: string
  /** The proposal's name of the write: `create_patient`. */
  type: string
  /** Raised when the meaning of stored rows changes. */
  version: number
  method: Exclude<Method, 'GET'>
  path: PathTemplate
  resource: string
  /** Narrows the match by the body, for routes that serve several purposes (batches, status changes). */
  accepts?(request: ApiRequest, params: PathParams): boolean
  /** What the server would refuse or crash on, found while it is still on the form. Empty when all is well. */
  validate(request: ApiRequest): InvalidField[]
  /** What the server is going to refuse, by what this tablet knows. Asked only where it cannot be asked at once. */
  foresee?(write: MatchedWrite, context: ForeseeContext): InvalidField[]
  /** Where in the answer (JSON pointers) the ids of new records stand: `['/id']`; `[]` for an update. */
  creates(request: ApiRequest): string[]
  /**
   * The body with what the form leaves out and the server would then lose, or date by the moment of the sync. Depends
   * on nothing else, for the same form must come out the same. `unknown`: this tablet does not know what is left out;
   * then nothing is sent at once, and `conflict.whole` puts it in from the server's version.
   */
  complete?(write: MatchedWrite, context: CompleteContext): Json | 'unknown' | undefined
  /** Ids of the existing records that it changes. Writes on one record go first in, first out. */
  changes(write: MatchedWrite): string[]
  /** Ids of further records on whose pages it is told that it waits, though it neither makes nor changes them. */
  shownOn?(write: MatchedWrite, writeId: string, indexInBatch?: number): string[]
  /** True where CARE shows the moment of its arrival for that at which it was entered: people are told so. */
  datedOnArrival?(request: ApiRequest): boolean
  /** Answers already on this tablet that `normalize` would like to have. */
  needs?(write: MatchedWrite): Needs
  /** The answer that the server would give. Must not throw; what is not known is left as CARE's empty value. */
  normalize(write: MatchedWrite, context: NormalizeContext): Json
  /** How the write shows in the answers of reads. */
  affects: Affect[]
  conflict?: ConflictRule
  /**
   * Where a write changes or makes several records at once (an upsert, a batch): what it does to each. Each is compared
   * by its own rule. Absent: it is about one record.
   */
  parts?(write: MatchedWrite): WritePart[]
  probe: Probe
  /** Locks of the server that it takes, by any name: writes that share one go one at a time. */
  lanes?(write: MatchedWrite): string[]
  /** True where such a refusal may mean that an earlier copy has landed: the probe then decides. */
  mayHaveLanded?(status: number, body: Json | undefined): boolean
  /** What a refusal means, for people and for the ways to mend it. Absent: only the server's own words are known. */
  explain?: Explain
  /** Looks, before a write that has waited is sent, for a record that somebody else made of the same thing. */
  guard?: Guard
  /** Puts the write's own key where the API keeps one, so that a second copy is refused and the first is found. */
  stamp?(request: ApiRequest, writeId: string): ApiRequest
  /** The read that answers for a candidate of probe or guard as the write itself would have. */
  adopt?(candidateId: string, write: MatchedWrite): ApiRequest
  /** A create with a later update of its record in it; undefined where they do not go together. */
  fold?(create: ApiRequest, update: MatchedWrite): ApiRequest | undefined
  /** Ids of records that it takes back: one that was made here and never sent leaves nothing to send. */
  takesBack?(write: MatchedWrite): string[]
  /**
   * Where a record that it makes stands in the place of another: that one's id, and the pointer (of `creates`) to the
   * new one. What is saved about the old record later is about the new one.
   */
  replaces?(write: MatchedWrite): { record: string; by: string }[]
  /** Id of the earlier write that comes to nothing together with this one: where it was never sent, neither is. */
  undoes?(write: MatchedWrite, context: UndoContext): string | undefined
  /** Its content goes apart from it, in requests of their own. */
  content?: ContentRule
  /**
   * It says that the content of this record (an id) has come: where that record's write waits here it goes with that
   * write, and nothing of it is sent alone.
   */
  completes?(write: MatchedWrite): string
  /** A payload that was saved under an earlier version, in today's shape; undefined where a person must look. */
  upgrade?(payload: Json, fromVersion: number): Json | undefined
  /** What was entered, for people, where the payload does not say it in words (a form's answers). */
  entered?(write: MatchedWrite, provisional: Json): Entered[]
  /** A name a person knows the record by: "Asha Nair". */
  label(write: MatchedWrite, known: KnownAnswers): string
}

/** A question and its answer; `name` may be the name of a field. */
export interface Entered {
  name: string
  value: Json
}

export interface Refused {
  status: number
  body: Json | undefined
  /** The answer that the page was given: it has the names. */
  provisional: Json
}

/**
 * As a probe, after a refusal: yields the reads it wants, and returns what the refusal means; undefined where nobody
 * knows. A read is answered with undefined also where the server could not be asked: that proves nothing.
 */
export type Explain = (
  write: MatchedWrite,
  refused: Refused,
) => Generator<ApiRequest, RefusalReason | undefined, Json | undefined>

export interface MatchedWrite {
  policy: WritePolicy
  request: ApiRequest
  params: PathParams
}

/** One record within a write. */
export interface WritePart {
  /** Where its body stands in the payload, and its answer in the answer (JSON pointers); '' for the whole. */
  at: string
  answerAt: string
  resource: string
  /** Ids of existing records that it changes. */
  changes: string[]
  /** As if it were sent alone. */
  write: MatchedWrite
  /** Absent: there is nothing to compare with. */
  conflict?: ConflictRule
  /** Tells it from the others, for people: "Paracetamol". */
  label?: string
}

export interface InvalidField {
  at: (string | number)[]
  words: string
}

/**
 * Named wishes: this very read, the newest stored answer of any read of that key, or every stored answer of that key
 * with what was asked, as `[{ asked: <body or null>, answer }]`.
 */
export type Needs = Record<string, ApiRequest | { latest: string } | { every: string }>
export type KnownAnswers = Record<string, Json | undefined>

export interface NormalizeContext {
  known: KnownAnswers
  /** The temporary id for each pointer of `creates`. */
  created: Record<string, string>
  /** ISO time in UTC. */
  now: string
  userId: string
  /** Where its content can be read on this tablet, if it is here. */
  contentUrl?: string
}

export interface CompleteContext {
  known: KnownAnswers
  /** When the form was saved: ISO time in UTC, by the server's clock as well as it is known. */
  filledAt: string
}

export interface ForeseeContext {
  known: KnownAnswers
  /** The server's clock, as well as it is known. */
  nowMs: number
}

export interface UndoContext {
  /** Without what waits here about the same resource. */
  known: KnownAnswers
  /** All of the user's writes on this tablet, in the order saved. */
  earlier: readonly ProjectedWrite[]
}

/** A write as projection sees it: in the ids known best now. */
export interface ProjectedWrite extends MatchedWrite {
  id: string
  /** The server's answer once there is one, until then what `normalize` made. */
  answer: Json
  /** What `normalize` made: has what the server's answers of writes leave empty (permissions). */
  provisional: Json
  synced: boolean
  /** An attempt is open, or ended without an answer: the server may hold it already. */
  inDoubt: boolean
  /** Ids of the records it made, in the order of `creates`. */
  createdIds: string[]
  /** Its place in a batch. */
  index?: number
}

export interface Affect {
  /** Key of the read policy. */
  read: string
  /**
   * The answer with the write in it. Pure and idempotent: the write may be in the answer already. `body` is undefined
   * where nothing is stored; return it unchanged where the write does not belong.
   */
  project(body: Json | undefined, write: ProjectedWrite, read: MatchedRead): Json | undefined
}

export interface ConflictRule {
  /** The read to compare with. */
  read(write: MatchedWrite): ApiRequest
  /** The record, as a read answers it, in the shape of the payload: only the fields that the server takes. */
  toPayload(record: Json): JsonObject
  /** The payload's fields that take part; others (display only) are ignored. */
  fields: readonly string[]
  /** Fields where two changes always go to a person, also when they are in different fields. */
  neverMerge: readonly string[]
  /** The payload with what it leaves out and the server would then lose: as `theirs` has it. */
  whole?(mine: JsonObject, theirs: JsonObject): JsonObject
  /** The server's word for a record that takes no more of such changes; undefined while it takes them. */
  closed?(record: Json, write: MatchedWrite): string | undefined
  /** Who changed the record last and when (ISO), where it tells: a hint for people, never a reason. */
  lastChange?(record: Json): { changedBy?: string; changedAt?: string }
}

/**
 * How to find out whether a write whose answer was lost has landed. A generator: it yields the reads it wants and is
 * given their answers (parsed bodies; undefined for a 404), and returns what it found.
 */
export type Probe = (
  write: MatchedWrite,
  context: ProbeContext,
) => Generator<ApiRequest, ProbeResult, Json | undefined>

export interface ProbeContext {
  userId: string
  writeId: string
  /** When the newest attempt left, by the server's clock as well as it is known here, in ms. */
  attemptedAtMs: number
  /** The server's clock had certainly passed this before the first attempt left: what it made is not older. */
  notBeforeMs: number
  /** Ids on the server that other writes of this tablet have already claimed. */
  claimed: ReadonlySet<string>
  /** Its record on the server, where an earlier step has told it. */
  recordId?: string
}

export type ProbeResult =
  /** It has landed: the record(s) in the shape that the write's answer would have had. */
  { found: Json } | { absent: true } | { unsure: string[] }

/**
 * As a probe, but before sending: yields reads, and returns who is likely the same. `nowMs` is the server's clock, as
 * well as it is known.
 */
export type Guard = (
  write: MatchedWrite,
  context: { userId: string; nowMs: number },
) => Generator<ApiRequest, GuardResult, Json | undefined>

export type GuardResult = { clear: true } | { likely: Candidate[] }

// What can happen in a shift, and how often. A history is a list of these, three to twenty-five.

import fc from 'fast-check'
import type { Fault } from './fault-plan.ts'
import type { Which } from './tablet.ts'

export type Who = 'nurse' | 'doctor'

/** Numbers choose among what is known, the newest first. `by`: the engine that answers. */
export type Step =
  | { do: 'register'; by: Which }
  | { do: 'admit'; by: Which; patient: number }
  | { do: 'edit-patient'; by: Which; patient: number; field: 'name' | 'address' }
  | { do: 'edit-encounter'; by: Which; encounter: number }
  | { do: 'close'; by: Which; encounter: number }
  /** `forms`: how many in a batch; 0 for one sent alone. */
  | { do: 'fill'; by: Which; encounter: number; forms: 0 | 1 | 2 }
  | { do: 'look'; by: Which; form: number }
  /** The page drives the replay for so long. */
  | { do: 'sync'; by: Which | 'both'; ms: number }
  | { do: 'check'; by: Which }
  | { do: 'retry'; by: Which }
  /** A person decides about a write that waits. `choice`: among all that can be done to all of them. */
  | { do: 'decide'; by: Which; choice: number; side: 'mine' | 'theirs' }
  | { do: 'cut' }
  | { do: 'join' }
  | { do: 'wait'; ms: number }
  /** Its process dies at the so-manieth call of a port from now; and those after it, by their own counts. */
  | { do: 'kill'; by: Which; calls: number[] }
  | { do: 'fault'; fault: Fault; times: number; on: 'writes' | 'all' }
  /** The server calls these tokens dead from now on. */
  | { do: 'expire'; tokens: ('access' | 'refresh')[] }
  /** Somebody else changes the record, in CARE. */
  | { do: 'others-edit'; patient: number; field: 'name' | 'address' }
  | { do: 'clock'; aheadMs: number }
  | { do: 'sign-out'; by: Which }
  | { do: 'sign-in'; by: Which; who: Who }

const by = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Which>(0) },
  { weight: 1, arbitrary: fc.constant<Which>(1) },
)
const nth = fc.nat(5)
const field = fc.constantFrom('name' as const, 'address' as const)
const hourMs = 3_600_000

const slowMs = fc.oneof(fc.integer({ min: 200, max: 1_500 }), fc.integer({ min: 3_000, max: 25_000 }))
const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault>({ kind: 'lose-request' }) },
  { weight: 4, arbitrary: fc.constant<Fault>({ kind: 'lose-answer' }) },
  { weight: 1, arbitrary: fc.constant<Fault>({ kind: 'hang' }) },
  { weight: 3, arbitrary: slowMs.map((ms): Fault => ({ kind: 'slow-server', ms })) },
  { weight: 2, arbitrary: slowMs.map((ms): Fault => ({ kind: 'slow-answer', ms })) },
  { weight: 2, arbitrary: slowMs.map((ms): Fault => ({ kind: 'slow-and-lost', ms })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(500 as const, 502 as const, 503 as const, 504 as const, 423 as const, 429 as const)
      .map((status): Fault => ({ kind: 'status', status, after: false })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(500 as const, 502 as const, 504 as const)
      .map((status): Fault => ({ kind: 'status', status, after: true })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(502 as const, 504 as const), slowMs)
      .map(([status, ms]): Fault => ({ kind: 'gateway', status, ms })),
  },
  { weight: 1, arbitrary: fc.constant<Fault>({ kind: 'portal' }) },
  { weight: 1, arbitrary: fc.constant<Fault>({ kind: 'create-lock' }) },
  { weight: 1, arbitrary: fc.constant<Fault>({ kind: 'refuse' }) },
)

/** Few or many: a death right after the start of something, or deep in it. */
const calls = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 300 }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: by.map((by): Step => ({ do: 'register', by })) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('admit' as const), by, patient: nth }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('edit-patient' as const), by, patient: nth, field }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit-encounter' as const), by, encounter: nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), by, encounter: nth }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('fill' as const),
      by,
      encounter: nth,
      forms: fc.constantFrom(0 as const, 1 as const, 2 as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), by, form: nth }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      by: fc.oneof(by, fc.constant('both' as const)),
      ms: fc.constantFrom(0, 1_000, 10_000, 60_000, 600_000),
    }),
  },
  { weight: 1, arbitrary: by.map((by): Step => ({ do: 'check', by })) },
  { weight: 1, arbitrary: by.map((by): Step => ({ do: 'retry', by })) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      by,
      choice: fc.nat(11),
      side: fc.constantFrom('mine' as const, 'theirs' as const),
    }),
  },
  { weight: 6, arbitrary: fc.constantFrom<Step>({ do: 'cut' }, { do: 'join' }) },
  {
    weight: 4,
    arbitrary: fc
      .oneof(fc.integer({ min: 100, max: 40_000 }), fc.integer({ min: 60_000, max: 2 * hourMs }))
      .map((ms): Step => ({ do: 'wait', ms })),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      by,
      calls: fc.array(calls, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault,
      times: fc.integer({ min: 1, max: 3 }),
      on: fc.constantFrom('writes' as const, 'writes' as const, 'all' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<('access' | 'refresh')[]>(['access'], ['access', 'refresh'])
      .map((tokens): Step => ({ do: 'expire', tokens })),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('others-edit' as const), patient: nth, field }),
  },
  {
    weight: 1,
    arbitrary: fc
      .oneof(fc.constant(0), fc.integer({ min: -72, max: 72 }))
      .map((hours): Step => ({ do: 'clock', aheadMs: hours * hourMs })),
  },
  { weight: 1, arbitrary: by.map((by): Step => ({ do: 'sign-out', by })) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sign-in' as const),
      by,
      who: fc.constantFrom<Who>('nurse', 'doctor'),
    }),
  },
)

export type History = Step[]

/** Short ones are many, for they are quick; long ones reach what takes a whole shift. */
export const history: fc.Arbitrary<History> = fc.oneof(
  { weight: 2, arbitrary: fc.array(step, { minLength: 3, maxLength: 12, size: 'max' }) },
  { weight: 1, arbitrary: fc.array(step, { minLength: 3, maxLength: 25, size: 'max' }) },
)

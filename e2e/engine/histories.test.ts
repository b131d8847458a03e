// Random shifts against the embedded API: forms in any order, a network that loses, lies and comes back, a tablet that
// is killed with requests in the air. Then an honest network. What the nurse was told is saved must be in CARE once, or
// lie here with a reason; and no temporary id may ever have left (the network's port throws if one does).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../../shared/api-request.ts'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { admission, patientOf, registration, vitals } from './forms.ts'
import { createWardTablet, type Fault, type WardTablet } from './ward-tablet.ts'

type Step =
  | { do: 'register' }
  | { do: 'admit'; patient: number }
  | { do: 'vitals'; encounter: number }
  | { do: 'cut' }
  | { do: 'join' }
  | { do: 'sync' }
  | { do: 'wait'; ms: number }
  | { do: 'kill' }
  /** The next `times` requests that write go wrong so. */
  | { do: 'fault'; fault: NonNullable<Fault>; times: number }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'register' }) },
  { weight: 3, arbitrary: fc.nat(5).map((patient): Step => ({ do: 'admit', patient })) },
  { weight: 3, arbitrary: fc.nat(5).map((encounter): Step => ({ do: 'vitals', encounter })) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'cut' }, { do: 'join' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'sync' }) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 20_000 }).map((ms): Step => ({ do: 'wait', ms })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'kill' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom<NonNullable<Fault>>(
        'lose-request',
        'lose-answer',
        'portal',
        'busy',
        'die-before',
        'die-after',
      ),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
)

/** A form that was sent, under a mark that nothing else carries. */
interface Form {
  mark: string
  kind: 'patient' | 'encounter' | 'response'
  /** What the page heard: saved (here or there), or an error. */
  saved: boolean
}

class Shift {
  readonly forms: Form[] = []
  readonly #patients: string[] = []
  readonly #encounters: { patient: string; id: string }[] = []
  readonly #ward: WardTablet
  #count = 0
  #fault: Fault
  #faultsLeft = 0

  constructor(ward: WardTablet) {
    this.#ward = ward
    ward.fault = ({ method }) => {
      if (method === 'GET' || this.#faultsLeft === 0) return undefined
      this.#faultsLeft -= 1
      return this.#fault
    }
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'register':
        return this.#register()
      case 'admit':
        return this.#admit(this.#patients[step.patient % Math.max(1, this.#patients.length)])
      case 'vitals':
        return this.#vitals(this.#encounters[step.encounter % Math.max(1, this.#encounters.length)])
      case 'cut':
      case 'join':
        this.#ward.network.online = step.do === 'join'
        return
      case 'sync':
        await this.#orDie(() => this.#ward.tablet.engine.api.sync())
        return
      case 'wait':
        return this.#ward.tablet.clock.advance(step.ms)
      case 'kill':
        return this.#ward.revive()
      case 'fault':
        this.#fault = step.fault
        this.#faultsLeft = step.times
    }
  }

  /** The network is honest from now on. */
  async end(): Promise<void> {
    this.#faultsLeft = 0
    this.#ward.network.online = true
    await this.#ward.revive()
    for (let i = 0; i < 4; i += 1) {
      await this.#ward.drain()
      await this.#ward.tablet.clock.advance(60_000)
    }
  }

  async #register(): Promise<void> {
    const mark = `Patient ${this.#next()}`
    const body = await this.#send(
      { mark, kind: 'patient' },
      registration(mark, `+9198${String(10_000_000 + this.#count)}`),
    )
    if (body !== undefined) this.#patients.push(String(valueAt(body, '/id')))
  }

  async #admit(patient = seeded.patientId(0)): Promise<void> {
    const start = new Date(Date.UTC(2026, 10, 20, 0, 0, this.#next())).toISOString()
    const form = admission(patient)
    const request = { ...form, body: { ...(form.body as Record<string, Json>), period: { start } } }
    const body = await this.#send({ mark: start.replace('.000Z', 'Z'), kind: 'encounter' }, request)
    if (body !== undefined) this.#encounters.push({ patient, id: String(valueAt(body, '/id')) })
  }

  async #vitals(encounter = { patient: seeded.patientId(0), id: seeded.encounterId(0) }): Promise<void> {
    const mark = (30 + this.#next() / 1000).toFixed(3)
    await this.#send({ mark, kind: 'response' }, vitals(encounter.patient, encounter.id, mark))
  }

  /** As a browser does: the request of a worker that died while answering is handed to the next one, once. */
  async #send(form: Omit<Form, 'saved'>, request: ApiRequest): Promise<Json | undefined> {
    const answered =
      (await this.#orDie(() => this.#ward.ask(request))) ?? (await this.#orDie(() => this.#ward.ask(request)))
    const saved = answered !== undefined && answered.answer.status >= 200 && answered.answer.status < 300
    this.forms.push({ ...form, saved })
    return saved ? answered.body : undefined
  }

  async #orDie<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    const outcome = await Promise.race([work(), this.#ward.death()])
    if (outcome !== 'died') return outcome as Value
    await this.#ward.revive()
    return undefined
  }

  #next(): number {
    this.#count += 1
    return this.#count
  }
}

function countOnServer(ward: WardTablet, { kind, mark }: Form): number {
  const { store } = ward.api
  if (kind === 'patient') return store.all('patients').filter(({ name }) => name === mark).length
  if (kind === 'encounter') {
    return store.all('encounters').filter(({ period }) => JSON.stringify(period).includes(mark)).length
  }
  return store.all('responses').filter((response) => JSON.stringify(response).includes(`"${mark}"`)).length
}

async function lyingHere(ward: WardTablet): Promise<WriteSummary[]> {
  const listed = await ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes.filter(({ syncStatus }) => syncStatus !== 'success')
}

const runs = Number(process.env.HISTORIES ?? 150)

describe('any shift', () => {
  it(`[RP6] ends with each form in CARE once, or here with a reason (${runs} histories)`, {
    timeout: 120_000 + runs * 500,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 25 }), async (steps) => {
        const ward = await createWardTablet()
        try {
          await ward.signIn('nurse')
          await ward.ask(patientOf(seeded.patientId(0)))
          const shift = new Shift(ward)
          for (const step of steps) await shift.take(step)
          await shift.end()
          const left = await lyingHere(ward)
          for (const form of shift.forms) {
            const count = countOnServer(ward, form)
            expect(count, `${form.mark} is in CARE ${count} times`).toBeLessThanOrEqual(1)
          }
          const missing = shift.forms.filter((form) => form.saved && countOnServer(ward, form) === 0)
          expect(
            left.filter(({ needsAttention, syncStatus }) => !needsAttention && syncStatus !== 'blocked'),
          ).toEqual([])
          expect(missing.length, 'saved forms that are neither in CARE nor here').toBeLessThanOrEqual(
            left.length,
          )
        } finally {
          ward.tablet.close()
        }
      }),
      { numRuns: runs },
    )
  })
})

// People at work with a tablet: takes the steps of a history, and remembers what the page was told.

import type { ApiRequest } from '../../../shared/api-request.ts'
import { asked } from '../../../shared/care/asked.ts'
import { writeIdHeader } from '../../../shared/engine/engine-answer.ts'
import { isTemporaryId } from '../../../shared/ids/temporary-id.ts'
import { isObject, type Json, type JsonObject, valueAt } from '../../../shared/json.ts'
import { seeded } from '../../care-api/seeded.ts'
import { decide } from './decide.ts'
import type { Form, FormKind, Shown } from './form.ts'
import { Page } from './page.ts'
import { objectOf, papers, phones } from './papers.ts'
import type { Step, Who } from './steps.ts'
import type { Tablet, Which } from './tablet.ts'
import { Violation } from './violation.ts'
import { weakness } from './weakness.ts'

interface Known {
  patients: string[]
  encounters: { patient: string; id: string }[]
}

const createKnown = (): Known => ({
  patients: [seeded.patientId(0), seeded.patientId(1)],
  encounters: [{ patient: seeded.patientId(0), id: seeded.encounterId(0) }],
})

export class Shift {
  readonly page: Page
  /** In the order they were sent. */
  readonly forms: Form[] = []
  readonly #tablet: Tablet
  /** By who knows them: nobody is told what another has made here. */
  readonly #known: Record<Who, Known> = { nurse: createKnown(), doctor: createKnown() }
  #count = 0

  constructor(tablet: Tablet) {
    this.#tablet = tablet
    this.page = new Page(tablet)
  }

  async take(step: Step): Promise<void> {
    const tablet = this.#tablet
    switch (step.do) {
      case 'register':
        return this.#register(step.by)
      case 'admit':
        return this.#admit(step.by, nth(this.#mine.patients, step.patient))
      case 'edit-patient':
        return this.#editPatient(step.by, nth(this.#mine.patients, step.patient), step.field)
      case 'edit-encounter':
      case 'close':
        return this.#editEncounter(step.by, nth(this.#mine.encounters, step.encounter).id, step.do)
      case 'fill':
        return this.#fill(step.by, nth(this.#mine.encounters, step.encounter), step.forms)
      case 'look':
        return this.#look(step.by, nth(this.forms, step.form))
      case 'sync':
        return this.#sync(step.by, step.ms)
      case 'check':
        await this.page.do(step.by, (engine) => engine.api.checkConnection())
        return
      case 'retry':
        await this.page.do(step.by, (engine) => engine.api.retry('all'))
        return
      case 'decide':
        return decide(this.page, this.forms, step, (recordId) => this.#forget(recordId))
      case 'cut':
      case 'join':
        return tablet.setNetwork(step.do === 'join')
      case 'wait':
        return tablet.clock.advance(step.ms)
      case 'kill':
        await tablet.life(step.by)
        return tablet.kill(step.by, step.calls)
      case 'fault':
        return tablet.faults.add(step.fault, step.times, step.on)
      case 'expire':
        return tablet.server.tokens.expireAll(step.tokens)
      case 'others-edit':
        return this.#othersEdit(nth(this.#mine.patients, step.patient), step.field)
      case 'clock':
        await tablet.clock.advance(weakness.quietBeforeClockJumpsMs)
        return tablet.setClock(step.aheadMs)
      case 'sign-out':
        return this.page.signOut(step.by)
      case 'sign-in':
        await this.page.signIn(step.by, step.who)
    }
  }

  async #register(by: Which): Promise<void> {
    const mark = this.#nextMark()
    const form = await this.#send(by, 'patient', mark, papers.registration(mark, nth(phones, this.#count)))
    if (form?.recordId === undefined) return
    this.#mine.patients.push(form.recordId)
    form.shownIn = [detail(asked.patient(form.recordId), form.recordId)]
  }

  async #admit(by: Which, patient: string): Promise<void> {
    const mark = this.#nextMark()
    const startMs = Date.UTC(2026, 10, 20) + 1_000 * this.#count
    const form = await this.#send(by, 'encounter', mark, papers.admission(patient, mark, startMs))
    if (form?.recordId === undefined) return
    this.#mine.encounters.push({ patient, id: form.recordId })
    const start = new Date(startMs).toISOString().replace('.000Z', 'Z')
    form.shownIn = [
      detail(asked.encounter(form.recordId), form.recordId),
      list(
        patient,
        asked.encounters({ patient, limit: '14', offset: '0' }),
        (row) => valueAt(row, '/period/start') === start,
      ),
    ]
  }

  async #editPatient(by: Which, patient: string, field: 'name' | 'address'): Promise<void> {
    const read = await this.page.read(by, asked.patient(patient))
    if (read?.status !== 200 || !isObject(read.body)) return
    const mark = this.#nextMark()
    await this.#send(by, 'edit', mark, papers.changedPatient(read.body, { [field]: `${field} ${mark}` }))
  }

  async #editEncounter(by: Which, encounter: string, what: 'edit-encounter' | 'close'): Promise<void> {
    const read = await this.page.read(by, asked.encounter(encounter, { facility: seeded.facilityId }))
    // The screens offer nothing more on a closed encounter.
    if (read?.status !== 200 || !isObject(read.body) || read.body.status === 'completed') return
    const mark = this.#nextMark()
    const end = new Date(this.#tablet.clock.now()).toISOString()
    const change: JsonObject = {
      discharge_summary_advice: mark,
      ...(what === 'close' ? { status: 'completed', period: { ...objectOf(read.body.period), end } } : {}),
    }
    const kind = what === 'close' ? 'close' : 'edit'
    await this.#send(by, kind, mark, papers.changedEncounter(read.body, change))
  }

  async #fill(by: Which, { patient, id }: { patient: string; id: string }, count: number): Promise<void> {
    const mark = this.#nextMark()
    const form = await this.#send(by, 'response', mark, papers.filled(patient, id, mark, count))
    if (!form) return
    const page = { limit: '10', offset: '0', encounter: id, subject_type: 'encounter' }
    form.shownIn = [
      list(id, asked.responses(patient, page), (row) => JSON.stringify(row).includes(`"${mark}"`)),
    ]
  }

  async #send(by: Which, kind: FormKind, mark: string, request: ApiRequest): Promise<Form | undefined> {
    const { who } = this.page
    const form: Form = { mark, kind, who, told: 'nothing', request, maybe: [], gone: [], includes: [] }
    this.forms.push(form)
    const heard = await this.page.write(by, request)
    if (!heard || heard.status === 0) return undefined
    form.told = heard.status < 300 ? 'saved' : 'refused'
    const writeId = heard.headers[writeIdHeader]
    if (writeId !== undefined) form.writeId = writeId
    if (form.told !== 'saved') return undefined
    const recordId = valueAt(heard.body, '/id')
    if (typeof recordId === 'string') form.recordId = recordId
    return form
  }

  /** What is saved and not sent shows in its record, and once in its list. */
  async #look(by: Which, form: Form | undefined): Promise<void> {
    if (!form || form.who !== this.page.who || !this.page.isSignedIn) return
    const isUnsent = async () => {
      const listed = await this.page.do(by, (engine) => engine.api.writes())
      const row = listed?.ok ? listed.value.writes.find(({ id }) => id === form.writeId) : undefined
      return row !== undefined && row.syncStatus !== 'success'
    }
    for (const { request, mayBeUnknown, counts } of form.shownIn ?? []) {
      if (!(await isUnsent())) return
      const heard = await this.page.read(by, request)
      if (!heard || (mayBeUnknown && heard.status !== 200) || !(await isUnsent())) return
      const count = heard.status === 200 ? counts(heard.body) : 0
      if (count === 1) continue
      const where = `${request.path} (${heard.status})`
      throw new Violation('what is saved is shown', `${form.mark} ${count} times in ${where}`)
    }
  }

  /** As the page drives it: step after step, as soon as the engine says that it makes sense, for so long. */
  async #sync(by: Which | 'both', ms: number): Promise<void> {
    const { clock, until, life } = this.#tablet
    const endAtMs = clock.now() + ms
    for (;;) {
      if (by === 'both') unheard((await life(1)).engine.api.sync())
      const engine = await life(by === 'both' ? 0 : by)
      const stepped = await until(engine, unheard(engine.engine.api.sync()), endAtMs - clock.now())
      if (stepped === 'died' || stepped === 'late' || !stepped.ok) return
      const { more, nextInMs, paused } = stepped.value
      const waitMs = more ? 0 : nextInMs
      if (paused !== null || waitMs === null || clock.now() + waitMs >= endAtMs) return
      await clock.advance(waitMs)
    }
  }

  #forget(recordId: string): void {
    const mine = this.#mine
    mine.patients = mine.patients.filter((id) => id !== recordId)
    mine.encounters = mine.encounters.filter(({ id, patient }) => id !== recordId && patient !== recordId)
  }

  get #mine(): Known {
    return this.#known[this.page.who]
  }

  #othersEdit(patient: string, field: 'name' | 'address'): void {
    const { store } = this.#tablet.server
    const row = store.get('patients', patient)
    this.#count += 1
    if (!row) return
    store.transaction(
      () => store.put('patients', { ...row, [field]: `Theirs ${this.#count}` }),
      () => true,
    )
  }

  #nextMark(): string {
    this.#count += 1
    return `${this.page.who.charAt(0)}${this.#count}#`
  }
}

/** Whoever does not wait for its end does not hear of its failure either. */
function unheard<Value>(work: Promise<Value>): Promise<Value> {
  work.catch(() => undefined)
  return work
}

/** The newest first. */
function nth<Item>(items: readonly Item[], index: number): Item {
  return items[items.length - 1 - (index % Math.max(1, items.length))] as Item
}

const detail = (request: ApiRequest, id: string): Shown => ({
  request,
  mayBeUnknown: false,
  counts: (body) => (valueAt(body, '/id') === id ? 1 : 0),
})

/** Under a record made here the list is complete; under one of CARE's it need not be on this tablet. */
const list = (owner: string, request: ApiRequest, isIt: (row: Json) => boolean): Shown => ({
  request,
  mayBeUnknown: !isTemporaryId(owner),
  counts(body) {
    const rows = valueAt(body, '/results')
    return Array.isArray(rows) ? rows.filter(isIt).length : 0
  },
})

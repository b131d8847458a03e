// The page of one tablet: who is signed in, and how its requests reach an engine, also one that dies over them.

import type { ApiRequest } from '../../../shared/api-request.ts'
import type { EngineAnswer } from '../../../shared/engine/engine-answer.ts'
import type { Engine } from '../../../shared/engine/open-engine.ts'
import { type Json, parseJson, valueAt } from '../../../shared/json.ts'
import { seededUsers } from '../../care-api/seeded.ts'
import type { Who } from './steps.ts'
import type { Tablet, Which } from './tablet.ts'
import { Violation } from './violation.ts'

export interface Heard {
  status: number
  headers: Record<string, string>
  body: Json
}

/** No request of a page may take longer. */
const answerWithinMs = 300_000

export class Page {
  /** Who works with it, signed in or not. */
  who: Who = 'nurse'
  readonly #tablet: Tablet
  #tokens: { access: string; refresh: string } | undefined

  constructor(tablet: Tablet) {
    this.#tablet = tablet
  }

  get isSignedIn(): boolean {
    return this.#tokens !== undefined
  }

  /** Asks the engine; undefined where it died: its death leaves no trace but on the disk. */
  async do<Value>(by: Which, work: (engine: Engine) => Promise<Value>): Promise<Value | undefined> {
    const life = await this.#tablet.life(by)
    const outcome = await this.#tablet.until(life, work(life.engine), answerWithinMs)
    if (outcome === 'late') throw new Violation('it ends', 'a call of the page was never answered')
    return outcome === 'died' ? undefined : outcome
  }

  /** False where that could not be done now. */
  async signIn(by: Which, who: Who): Promise<boolean> {
    this.who = who
    this.#tokens = undefined
    return this.#learn(await this.#session(by, 'sign-in', 'login/', seededUsers[who]))
  }

  async signOut(by: Which): Promise<void> {
    if (!this.#tokens) return
    await this.#session(by, 'sign-out', 'logout/', this.#tokens)
    this.#tokens = undefined
  }

  /** Undefined where nobody could sign in, or two engines died over it. */
  async write(by: Which, request: ApiRequest): Promise<Heard | undefined> {
    return this.isSignedIn || (await this.signIn(by, this.who)) ? this.#ask(by, request) : undefined
  }

  /** As a screen does: with a dead token it renews, and asks again. */
  async read(by: Which, request: ApiRequest): Promise<Heard | undefined> {
    const heard = await this.write(by, request)
    if (heard?.status !== 401 && heard?.status !== 403) return heard
    const body = { refresh: this.#tokens?.refresh ?? '' }
    const isRenewed = this.#learn(await this.#session(by, 'refresh', 'token/refresh/', body))
    return isRenewed ? this.#ask(by, request) : undefined
  }

  #ask(by: Which, request: ApiRequest): Promise<Heard | undefined> {
    const token = this.#tokens?.access ?? ''
    return this.#handed(by, async (engine) => {
      const caller = await engine.callerOf(token, 'page')
      const write = engine.policies.matchWrite(request)
      const read = engine.policies.matchRead(request)
      const reply = caller && (write ? engine.write(write, caller) : read && engine.read(read, caller))
      if (!reply) throw new Error(`not ours: ${request.method} ${request.path}`)
      return (await reply).answer
    })
  }

  #session(
    by: Which,
    call: 'sign-in' | 'sign-out' | 'refresh',
    path: string,
    body: Json,
  ): Promise<Heard | undefined> {
    const request: ApiRequest = { method: 'POST', path: `/api/v1/auth/${path}`, query: [], body }
    const token = call === 'sign-in' ? undefined : this.#tokens?.access
    return this.#handed(by, (engine) => engine.session(call, request, token))
  }

  /** As a browser does: the open request of a worker that dies is handed to the next one, once. */
  async #handed(by: Which, ask: (engine: Engine) => Promise<EngineAnswer>): Promise<Heard | undefined> {
    const answer = (await this.do(by, ask)) ?? (await this.do(by, ask))
    return answer && { ...answer, body: parseJson(answer.text ?? 'null') ?? null }
  }

  #learn(heard: Heard | undefined): boolean {
    const access = valueAt(heard?.body, '/access')
    const refresh = valueAt(heard?.body, '/refresh')
    const isGiven = heard?.status === 200 && typeof access === 'string' && typeof refresh === 'string'
    if (isGiven) this.#tokens = { access, refresh }
    return isGiven
  }
}

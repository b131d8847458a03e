// Fetches what a shift needs and no visit guarantees, in the background: one at a time, after everything that a person
// waits for and after the replay, in steps of bounded time. A later step finds by the store what is left to do.

import { type ApiRequest, canonicalKey, requestOfKey } from '../api-request.ts'
import type { WarmUpPart, WarmUpReport } from '../bridge/engine-api.ts'
import type { EngineEvent } from '../bridge/engine-event.ts'
import type { Json } from '../json.ts'
import type { MatchedRead } from '../policy/read-policy.ts'
import type { Random } from '../ports.ts'
import type { Pace } from '../replay/pace.ts'
import type { TokenKeeper } from '../session/token-keeper.ts'
import type { StoredResponse } from '../store/response-database.ts'
import type { Caller } from './api-caller.ts'
import { type FetchTools, fetchRead } from './fetch-read.ts'
import { createReadiness, type TallyOfReadiness } from './readiness.ts'
import { storedFor } from './recall.ts'
import type { RightOfWay } from './right-of-way.ts'
import { createWarmRest } from './warm-rest.ts'
import { createWarmWalk, type WarmStop } from './warm-walk.ts'

/** The most that one answer may set off, follow-ups included. */
const mostAfterOne = 150
/** The most that a tablet is kept ready with. */
const mostOfAll = 1_200
/** A step ends by itself, for a worker must not be held for long. */
const stepMs = 15_000
/** What comes last is fetched in small portions: the page decides how soon the next one follows. */
const mostOfWardPerStep = 20
const requestTimeoutMs = 10_000
/** Of each read that is renewed: what was asked here last. */
const mostRenewed = 60
const askedPerEvent = 10

export interface WarmUpTools extends FetchTools {
  emit: (event: EngineEvent) => void
  random: Pick<Random, 'fraction'>
  pace: Pick<Pace, 'heldUntilMs'>
  tokenFor: TokenKeeper['tokenFor']
  rightOfWay: RightOfWay
}

export interface WarmUp {
  /** What this answer names, as far as it is missing or old here. */
  after(read: MatchedRead, body: Json, caller: Caller): Promise<void>
  /** One bounded step for the tablet's present user, or the one that is under way. Null: nobody is signed in. */
  step(part: WarmUpPart): Promise<WarmUpReport | null>
  /** Somebody has left: nothing more is asked for. */
  stop(): void
}

export function createWarmUp(tools: WarmUpTools): WarmUp {
  const { policies, clock, reachability, responses, sessions, rightOfWay } = tools
  const rest = createWarmRest(tools)
  let turn: Promise<unknown> = Promise.resolve()
  let stepping: { part: WarmUpPart; ended: Promise<WarmUpReport | null> } | undefined
  /** Kept from step to step, so that what is told never goes back; found anew by another worker. */
  let tally: { userId: string; readiness: TallyOfReadiness } | undefined
  let departures = 0

  /** One request of the warm-up at a time, whoever wants it. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = turn.then(async () => {
      await rightOfWay.clear()
      return work()
    })
    turn = mine.catch(() => undefined)
    return mine
  }

  const isOld = (stored: StoredResponse | undefined, { policy }: MatchedRead): boolean =>
    !stored || clock.now() - stored.fetchedAtMs >= policy.staleAfterMs / 2

  /** The fresh answer; undefined where there is none, or a good one is here already. */
  const ask = (read: MatchedRead, { userId, token }: Pick<Caller, 'userId' | 'token'>, departed: number) =>
    inTurn(async (): Promise<Json | undefined> => {
      const mayAsk = departed === departures && reachability.connectivity() === 'online' && !rest.untilMs()
      if (!mayAsk || !isOld(await storedFor(tools, read, userId), read)) return undefined
      const fetched = await fetchRead(tools, read, { userId, token }, requestTimeoutMs)
      await fetched.stored
      rest.heard(canonicalKey(read.request), fetched.verdict)
      return fetched.verdict.kind === 'accepted' ? fetched.verdict.body : undefined
    })

  async function after(read: MatchedRead, body: Json, caller: Caller): Promise<void> {
    const departed = departures
    const walk = createWarmWalk(policies, [], { nowMs: clock.now(), most: mostAfterOne })
    walk.learn({ read, origin: undefined, isLast: false }, body)
    for (let stop = walk.next(); stop && !stop.isLast; stop = walk.next()) {
      const answer = await ask(stop.read, caller, departed)
      if (answer !== undefined) walk.learn(stop, answer)
    }
  }

  async function step(part: WarmUpPart): Promise<WarmUpReport | null> {
    const userId = (await sessions.current())?.userId
    if (userId === undefined) return null
    const departed = departures
    const starts = [...(policies.warmUp ?? []), ...(await renewed(userId))]
    if (tally?.userId !== userId) tally = { userId, readiness: await survey(userId, starts) }
    const { readiness } = tally
    const tell = () => tools.emit({ type: 'warm-up', userId, ...readiness.get() })
    tell()

    const endAtMs = clock.now() + stepMs
    let isOver = false
    let asked = 0
    const walk = walkFrom(starts, readiness)
    for (let stop = walk.next(); stop; stop = walk.next()) {
      let stored = await storedAt(stop, userId)
      const isWanted = (part === 'all' || !stop.isLast) && !isOver && !rest.isSpared(stop.key)
      if (isWanted && isOld(stored, stop.read)) {
        const isEnough = clock.now() >= endAtMs || (stop.isLast && asked >= mostOfWardPerStep)
        isOver = isEnough || isHeld() || departed !== departures
        const token = isOver ? undefined : await tools.tokenFor(userId)
        if (token && 'token' in token) {
          await ask(stop.read, { userId, token: token.token }, departed)
          stored = await storedAt(stop, userId)
          asked += 1
        } else isOver = true
      }
      look(stop, stored, readiness)
      if (stored) walk.learn(stop, stored.body)
      if (asked > 0 && asked % askedPerEvent === 0) tell()
    }
    readiness.forgetOthers(walk.seen)
    if (asked > 0) tell()
    const nextAtMs = Math.max(rest.untilMs() ?? 0, tools.pace.heldUntilMs() ?? 0)
    return {
      ...readiness.get(),
      // Without one good answer another step would change nothing.
      more: isOver && asked > 0 && !isHeld() && departed === departures,
      nextInMs: nextAtMs > 0 ? Math.max(0, nextAtMs - clock.now()) : rest.spares() ? rest.spareMs : null,
    }
  }

  const walkFrom = (starts: ApiRequest[], readiness: TallyOfReadiness) =>
    createWarmWalk(policies, starts, {
      nowMs: clock.now(),
      most: mostOfAll,
      onFound: ({ key, read }) => readiness.expect(key, read.policy.resource),
    })

  /** Once round without asking: how much there is, as far as is known. */
  async function survey(userId: string, starts: ApiRequest[]): Promise<TallyOfReadiness> {
    const readiness = createReadiness()
    const walk = walkFrom(starts, readiness)
    for (let stop = walk.next(); stop; stop = walk.next()) {
      const stored = await storedAt(stop, userId)
      look(stop, stored, readiness)
      if (stored) walk.learn(stop, stored.body)
    }
    return readiness
  }

  /** What is refused is not there, whatever was there before. */
  const storedAt = async ({ read, key }: WarmStop, userId: string): Promise<StoredResponse | undefined> =>
    rest.isRefused(key) ? undefined : storedFor(tools, read, userId)

  function look(
    { read, key }: WarmStop,
    stored: StoredResponse | undefined,
    readiness: TallyOfReadiness,
  ): void {
    if (rest.isRefused(key)) readiness.leaveOut(key)
    else readiness.know(key, read.policy.resource, stored?.fetchedAtMs)
  }

  /** Nothing goes out now. The server's wish for peace is obeyed; what it says to us holds no form back. */
  const isHeld = (): boolean =>
    reachability.connectivity() !== 'online' ||
    tools.pace.heldUntilMs() !== null ||
    rest.untilMs() !== undefined

  async function renewed(userId: string) {
    const reads = policies.reads.filter(({ isRenewed }) => isRenewed)
    const rows = await Promise.all(reads.map(({ key }) => responses.newest(userId, key, mostRenewed)))
    return rows.flat().flatMap(({ requestKey }) => {
      const read = policies.matchRead(requestOfKey(requestKey))
      return read?.policy.isRenewed?.(read, clock.now()) ? [read.request] : []
    })
  }

  return {
    after,
    step(part) {
      const underWay = stepping
      if (underWay?.part === part) return underWay.ended
      // One after another: what the second asks for is there when the first has fetched it.
      const ended = (underWay?.ended ?? Promise.resolve(null)).catch(() => null).then(() => step(part))
      const mine = { part, ended }
      stepping = mine
      const forget = () => {
        if (stepping === mine) stepping = undefined
      }
      void ended.then(forget, forget)
      return ended
    },
    stop() {
      departures += 1
      tally = undefined
    },
  }
}

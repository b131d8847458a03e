// A tablet in the ward: one disk, one clock, one network with faults, CARE at its other end; and up to two engines at
// work on it (a page may host one beside the worker's), each of which may die and is started again when it is needed.

import { type ApiRequest, targetOf } from '../../../shared/api-request.ts'
import { temporaryIdsInRequest } from '../../../shared/ids/replace-ids.ts'
import type { Answer, Content, Random } from '../../../shared/ports.ts'
import { createVirtualClock, type SteppingClock } from '../../../shared/testing/virtual-clock.ts'
import { createDisk, type Disk } from './disk.ts'
import { createFaultPlan, type FaultPlan } from './fault-plan.ts'
import { type Ground, type Life, startLife } from './life.ts'
import type { Sabotage } from './sabotage.ts'
import { createTabletLocks } from './tablet-locks.ts'
import { Violation } from './violation.ts'
import { createWardServer, type WardServer } from './ward-server.ts'
import { weakness } from './weakness.ts'

export type Which = 0 | 1

export interface Tablet {
  clock: SteppingClock
  server: WardServer
  faults: FaultPlan
  disk: Pick<Disk, 'commitsTo'>
  /** What was seen to leave and must not; the engine cannot be trusted to hand the error on. */
  violations: readonly Violation[]
  /** The device's clock, which may be wrong. */
  deviceNow(): number
  setClock(aheadMs: number): void
  setNetwork(online: boolean): void
  /** The engine of that host; started if none runs. */
  life(which: Which): Promise<Life>
  /** At which calls the running life, and those after it, die. */
  kill(which: Which, calls: number[]): void
  /** Lets time pass until the work is done, the engine has died, or the time is over. */
  until<Value>(life: Life, work: Promise<Value>, mostMs: number): Promise<Value | 'died' | 'late'>
  /** Nobody is killed any more, and the network is honest. */
  makePeace(): void
  close(): void
}

const lost: Answer = { kind: 'none', reason: 'network' }
const timedOut: Answer = { kind: 'none', reason: 'timeout' }

export function createTablet(sabotage: Sabotage): Tablet {
  const disk = createDisk()
  const clock = createVirtualClock(Date.UTC(2026, 10, 22, 9), rest)
  const server = createWardServer(clock.now)
  const faults = createFaultPlan()
  let aheadMs = 0
  let online = true
  let cutLine = (): void => undefined
  let line = brokenLine()
  const lives: (Life | undefined)[] = []
  const deaths: number[][] = [[], []]
  const violations: Violation[] = []

  function brokenLine(): Promise<void> {
    return new Promise((resolve) => {
      cutLine = resolve
    })
  }

  /** Until nothing runs but what waits for a timer. */
  async function rest(): Promise<void> {
    for (let calm = 0; calm < 2; calm = disk.isQuiet() ? calm + 1 : 0) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  const after = (ms: number): Promise<void> => (ms === 0 ? Promise.resolve() : clock.timer(ms).done)

  function send(request: ApiRequest, timeoutMs: number, token: string | undefined, death: Promise<unknown>) {
    const temporary = temporaryIdsInRequest(request)
    if (temporary.length > 0) {
      const violation = new Violation('no temporary id on the wire', `${request.method} ${targetOf(request)}`)
      violations.push(violation)
      return Promise.reject(violation)
    }
    if (!online) return Promise.resolve(lost)
    return travel(request, timeoutMs, token, death)
  }

  async function travel(
    request: ApiRequest,
    timeoutMs: number,
    token: string | undefined,
    death: Promise<unknown>,
  ): Promise<Answer> {
    const { carriedOutAfterMs, backAfterMs, back } = faults.fateOf(request)
    const leftAtMs = clock.now()
    let isAlone = false
    const leaveAlone = (): void => {
      isAlone = true
    }
    const carryOut = async (afterMs: number) => {
      await after(afterMs)
      const isTooLate = isAlone && clock.now() - leftAtMs > weakness.commitsAloneWithinMs
      return isTooLate ? undefined : server.answer(request, token)
    }
    const carriedOut = carriedOutAfterMs === undefined ? undefined : carryOut(carriedOutAfterMs)
    const comeBack = async (): Promise<Answer> => {
      if (backAfterMs === undefined || backAfterMs > timeoutMs) {
        await after(timeoutMs)
        return timedOut
      }
      if (carriedOutAfterMs === 0) await carriedOut
      await after(backAfterMs)
      if (back) return back
      const answer = await carriedOut
      return answer ? { kind: 'answer', redirected: false, retryAfter: null, ...answer } : timedOut
    }
    const broken = Promise.race([line, death]).then(() => lost)
    const answer = await Promise.race([comeBack(), broken])
    leaveAlone()
    return answer
  }

  /** What has left arrives, whoever dies meanwhile. */
  async function put(url: string, content: Content, death: Promise<unknown>): Promise<Answer> {
    if (!online) return lost
    const answer = server.put(url, content)
    return Promise.race([Promise.resolve(answer), death.then(() => lost)])
  }

  const ground: Ground = {
    disk,
    locks: createTabletLocks(),
    clock: { now: () => clock.now() + aheadMs, timer: clock.timer },
    random: countingRandom(),
    mayBeOnline: () => online,
    send,
    put,
    sabotage,
  }

  async function life(which: Which): Promise<Life> {
    for (;;) {
      const running = lives[which]
      if (running && !running.dead) return running
      if (running) await sabotage.afterDeath?.(disk)
      lives[which] = await startLife(ground, deaths[which]?.shift())
    }
  }

  return {
    clock,
    server,
    faults,
    disk,
    violations,
    deviceNow: ground.clock.now,
    setClock(ms) {
      aheadMs = ms
    },
    setNetwork(next) {
      if (online && !next) {
        cutLine()
        line = brokenLine()
      }
      online = next
    },
    life,
    kill(which, calls) {
      const [first, ...more] = calls
      deaths[which] = more
      if (first !== undefined) lives[which]?.dieAfter(first)
    },
    async until<Value>(running: Life, work: Promise<Value>, mostMs: number) {
      let outcome: { value: Value } | { error: unknown } | undefined
      work.then(
        (value) => {
          outcome = { value }
        },
        (error: unknown) => {
          outcome = { error }
        },
      )
      const endAtMs = clock.now() + mostMs
      for (;;) {
        await clock.settle()
        if (outcome && 'value' in outcome) return outcome.value
        // The errors of a process that is no more reach nobody.
        if (running.dead) return 'died'
        if (outcome) throw outcome.error
        const nextMs = clock.nextInMs()
        if (nextMs === undefined || clock.now() + nextMs > endAtMs) {
          if (Number.isFinite(mostMs)) await clock.advance(endAtMs - clock.now())
          return running.dead ? 'died' : 'late'
        }
        await clock.advance(nextMs)
      }
    },
    makePeace() {
      for (const running of lives) running?.spare()
      deaths[0] = []
      deaths[1] = []
      faults.clear()
      online = true
    },
    close() {
      for (const running of lives) running?.dieAfter(0)
    },
  }
}

/** Reproducible, and never the same twice. */
function countingRandom(): Random {
  let count = 0
  return {
    fill: (bytes) => {
      count += 1
      return bytes.map((_, i) => (count * 7919 + i * 104_729 + count * i * 31) % 251)
    },
    fraction: () => 0.5,
    uuid: () => {
      count += 1
      return `00000000-0000-4000-9000-${count.toString(16).padStart(12, '0')}`
    },
  }
}

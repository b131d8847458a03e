// One life of the engine's process, from its start to its death. Every call of a port counts; at any of them the
// process may die, and then nothing that it began is ever heard of again.

import type { ApiRequest } from '../../../shared/api-request.ts'
import { carePolicies } from '../../../shared/care/index.ts'
import { type Engine, openEngine } from '../../../shared/engine/open-engine.ts'
import type { Answer, Clock, Content, Network, Random } from '../../../shared/ports.ts'
import { openOutboxDatabase } from '../../../shared/store/outbox-database.ts'
import { openResponseStore } from '../../../shared/store/response-database.ts'
import type { Disk } from './disk.ts'
import type { Sabotage } from './sabotage.ts'
import { locksOf, type TabletLocks } from './tablet-locks.ts'

export interface Life {
  engine: Engine
  readonly dead: boolean
  readonly calls: number
  /** Resolves when it dies. */
  death: Promise<'died'>
  /** It dies at the so-manieth call of a port from now on; with 0, now. */
  dieAfter(calls: number): void
  /** It does not die any more by itself. */
  spare(): void
}

/** What the lives on one tablet share. */
export interface Ground {
  disk: Disk
  locks: TabletLocks
  clock: Clock
  random: Random
  mayBeOnline(): boolean
  /** The tablet's end of the network; `death` is of the process that asks. */
  send(
    request: ApiRequest,
    timeoutMs: number,
    token: string | undefined,
    death: Promise<unknown>,
  ): Promise<Answer>
  /** To the bucket. */
  put(url: string, content: Content, death: Promise<unknown>): Promise<Answer>
  sabotage: Sabotage
}

const never = new Promise<never>(() => undefined)

/** Undefined: it died while it started. */
export async function startLife(ground: Ground, dieAfter: number | undefined): Promise<Life | undefined> {
  let dead = false
  let calls = 0
  let lastCall = dieAfter === undefined ? Number.POSITIVE_INFINITY : Math.max(1, dieAfter)
  let toll: (news: 'died') => void = () => undefined
  const death = new Promise<'died'>((resolve) => {
    toll = resolve
  })
  const timers = new Set<{ cancel(): void }>()
  const { sabotage } = ground

  const process = {
    get dead() {
      return dead
    },
    step() {
      calls += 1
      if (calls >= lastCall) die()
    },
  }
  const { platform, kill } = ground.disk.connect(process)

  function die(): void {
    if (dead) return
    dead = true
    for (const timer of timers) timer.cancel()
    kill()
    // As a task of its own: whoever hears of it must not go on inside of what the dead process was doing just now.
    setImmediate(() => {
      ground.locks.free(process)
      toll('died')
    })
  }

  const clock: Clock = {
    now: ground.clock.now,
    timer(ms) {
      if (!dead) process.step()
      if (dead) return { done: never, cancel: () => undefined }
      const timer = ground.clock.timer(ms)
      timers.add(timer)
      return {
        done: timer.done.then(() => {
          timers.delete(timer)
          return dead ? never : undefined
        }),
        cancel() {
          timers.delete(timer)
          timer.cancel()
        },
      }
    },
  }
  const network: Network = {
    mayBeOnline: ground.mayBeOnline,
    async put(url, content) {
      if (!dead) process.step()
      if (dead) return never
      const answer = await ground.put(url, content, death)
      if (!dead) process.step()
      return dead ? never : answer
    },
    async send(request, { timeoutMs, token }) {
      if (!dead) process.step()
      if (dead) return never
      const answer = await ground.send(request, timeoutMs, token, death)
      if (!dead) process.step()
      return dead ? never : answer
    },
  }
  const locks = locksOf(ground.locks, process)

  const opening = async (): Promise<Engine> =>
    openEngine({
      ...sabotage.replay,
      policies: sabotage.policies?.(carePolicies) ?? carePolicies,
      ports: {
        clock,
        network,
        random: sabotage.random?.(ground.random) ?? ground.random,
        locks: sabotage.locks?.(locks) ?? locks,
      },
      database: await openOutboxDatabase(platform, clock),
      responses: await openResponseStore(platform, clock),
      emit: () => undefined,
      build: 'histories',
    })
  const started = opening().catch((error: unknown) => {
    // The errors of a process that is no more reach nobody.
    if (dead) return death
    throw error
  })
  const opened = await Promise.race([started, death])
  if (opened === 'died') return undefined
  return {
    engine: opened,
    get dead() {
      return dead
    },
    get calls() {
      return calls
    },
    death,
    dieAfter(more) {
      if (more === 0) die()
      else lastCall = calls + more
    },
    spare() {
      lastCall = Number.POSITIVE_INFINITY
    },
  }
}

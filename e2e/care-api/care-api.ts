// The embedded CARE-compatible API: state in memory, the API's app and the control app over it.
// Opens no port; `start-care-api.ts` does.
import type { Hono } from 'hono'
import { type Bucket, createBucket } from './bucket.ts'
import { createBucketApp } from './bucket-app.ts'
import { createClock } from './clock.ts'
import { createControlApp } from './control.ts'
import { readDataFile, writeDataFile } from './data-file.ts'
import { createDispatch } from './dispatch.ts'
import type { HttpEnv } from './fault-response.ts'
import { createFaults, type Faults } from './faults.ts'
import { createHttpApp } from './http-app.ts'
import { createKeyedAnswers } from './keyed-answers.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { resourceRoutes } from './resources/index.ts'
import type { Context } from './route.ts'
import { seedWard } from './seed.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { createStore, type Store } from './store.ts'
import { createTokens, type Tokens } from './tokens.ts'

export interface CareApiOptions extends Partial<Settings> {
  /** Where the state is kept across restarts. Default: nowhere. */
  data?: string
  /** Milliseconds since 1970. Default: the system's clock. */
  nowMs?: () => number
}

export interface CareApi {
  app: Hono<HttpEnv>
  control: Hono
  /** The bucket's app; where it listens is to be told to `bucket.origin`. */
  bucketApp: Hono<HttpEnv>
  bucket: Bucket
  store: Store
  /** May be changed while it runs. */
  settings: Settings
  tokens: Tokens
  faults: Faults
  log: RequestLog
  /** Back to the seed, with the settings it was created with but for those given. */
  reset(settings?: Partial<Settings>): void
}

export function createCareApi(options: CareApiOptions = {}): CareApi {
  const { data, nowMs, ...given } = options
  const initial: Settings = { ...defaultSettings, ...given }
  const settings: Settings = { ...initial }
  const clock = createClock(nowMs)
  const saved = data === undefined ? undefined : readDataFile(data)
  const save = () => {
    if (data !== undefined) writeDataFile(data, store.dump())
  }
  const store: Store = createStore(saved ?? seedWard(clock.nowMs(), settings), save)
  const tokens = createTokens(store, clock, settings)
  const bucket = createBucket(clock, settings)
  const context: Context = { store, clock, settings, tokens, bucket }
  const keyed = createKeyedAnswers(settings)
  const dispatch = createDispatch(
    context,
    resourceRoutes(context, () => dispatch),
    keyed,
  )
  const faults = createFaults()
  const log = createRequestLog()

  const reset = (changed: Partial<Settings> = {}) => {
    Object.assign(settings, initial, changed)
    clock.reset()
    store.load(seedWard(clock.nowMs(), settings))
    keyed.clear()
    faults.clear()
    log.clear()
    bucket.clear()
    save()
  }

  return {
    app: createHttpApp({ settings, dispatch, faults, log }),
    control: createControlApp({ store, clock, tokens, faults, log, reset }),
    bucketApp: createBucketApp({ settings, bucket, faults, log }),
    bucket,
    store,
    settings,
    tokens,
    faults,
    log,
    reset,
  }
}

// The control app, for tests alone: reset, faults, the log, the state, another user's changes. No login.
import { Hono } from 'hono'
import type { Clock } from './clock.ts'
import { type Faults, parseFault } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { isObject } from './spec.ts'
import type { Dump, Store, TableName } from './store.ts'
import type { Recorded } from './tables.ts'
import type { TokenKind, Tokens } from './tokens.ts'

export interface ControlParts {
  store: Store
  clock: Clock
  tokens: Tokens
  faults: Faults
  log: RequestLog
  reset(settings: Partial<Settings>): void
}

export function createControlApp({ store, clock, tokens, faults, log, reset }: ControlParts): Hono {
  const app = new Hono()
  app.onError((error, exchange) => exchange.json({ error: error.message }, 400))

  app.post('/reset', async (exchange) => {
    reset(parseSettings(await bodyOf(exchange.req)))
    return exchange.json({})
  })

  app.post('/faults', async (exchange) => {
    faults.add(parseFault(await bodyOf(exchange.req)))
    return exchange.json({})
  })
  app.get('/faults', (exchange) => exchange.json(faults.list()))
  app.delete('/faults', (exchange) => {
    faults.clear()
    return exchange.json({})
  })

  app.get('/log', (exchange) => exchange.json(log.entries()))
  app.delete('/log', (exchange) => {
    log.clear()
    return exchange.json({})
  })

  app.get('/state/:collection', (exchange) =>
    exchange.json(store.all(collectionOf(store, exchange.req.param('collection')))),
  )

  app.post('/expire-tokens', async (exchange) => {
    const body = await bodyOf(exchange.req)
    const kinds: TokenKind[] = body.refresh === false ? ['access'] : ['access', 'refresh']
    tokens.expireAll(kinds)
    return exchange.json({})
  })

  app.post('/pass-time', async (exchange) => {
    const { ms } = await bodyOf(exchange.req)
    if (typeof ms !== 'number') throw new Error('Time passes by ms, a number.')
    clock.pass(ms)
    return exchange.json({})
  })

  app.post('/edit', async (exchange) => {
    const { collection, id, fields } = await bodyOf(exchange.req)
    if (!isObject(fields)) throw new Error('An edit has fields, an object.')
    const table = collectionOf(store, String(collection)) as 'patients'
    const row = store.get(table, String(id))
    if (row === undefined) throw new Error(`Nothing in ${table} has the id ${String(id)}.`)
    const changed = { ...row, modified_date: clock.stamp(), ...fields } as Recorded & typeof row
    store.transaction(
      () => store.put(table, changed),
      () => true,
    )
    return exchange.json(changed)
  })
  return app
}

async function bodyOf(request: { text(): Promise<string> }): Promise<Record<string, unknown>> {
  const text = await request.text()
  const body: unknown = text === '' ? {} : JSON.parse(text)
  if (!isObject(body)) throw new Error('The body is an object.')
  return body
}

function parseSettings(body: Record<string, unknown>): Partial<Settings> {
  const unknown = Object.keys(body).filter((key) => !(key in defaultSettings))
  if (unknown.length > 0) throw new Error(`There is no setting ${unknown.join(', ')}.`)
  return body as Partial<Settings>
}

function collectionOf(store: Store, name: string): TableName {
  const names = Object.keys(store.dump() satisfies Dump)
  if (!names.includes(name)) throw new Error(`There is no collection ${name}. There are ${names.join(', ')}.`)
  return name as TableName
}

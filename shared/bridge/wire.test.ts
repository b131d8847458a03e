// The border of the bridge: what passes, and that nothing else does.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engineCalls, protocolVersion } from './engine-api.ts'
import {
  parseComlinkCall,
  parseComlinkReply,
  parseEnvelope,
  parseGreeting,
  parseResult,
  wrap,
} from './wire.ts'

const call = (path: unknown, args: unknown[] = [], more: object = {}) => ({
  id: 'a-1',
  type: 'APPLY',
  path,
  argumentList: args.map((value) => ({ type: 'RAW', value })),
  ...more,
})

describe('parseEnvelope', () => {
  it('opens what wrap has closed', () => {
    expect(parseEnvelope(wrap({ a: 1 }))).toEqual({ kind: 'ours', message: { a: 1 } })
  })

  it('tells another protocol from a message of somebody else', () => {
    const other = { careOffline: protocolVersion + 1, message: { id: 'x' } }
    expect(parseEnvelope(other)).toEqual({
      kind: 'other-protocol',
      protocol: protocolVersion + 1,
      message: { id: 'x' },
    })
    expect(parseEnvelope({ type: 'SKIP_WAITING' })).toEqual({ kind: 'not-ours' })
    expect(parseEnvelope({ careOffline: 'yes' })).toEqual({ kind: 'not-ours' })
  })

  it('never throws and takes no junk for ours', () => {
    fc.assert(fc.property(fc.anything(), (junk) => parseEnvelope(junk).kind === 'not-ours'))
  })
})

describe('parseComlinkCall', () => {
  it('lets every call of the engine pass with its own arguments', () => {
    const args: Record<string, unknown[]> = {
      retry: ['all'],
      why: ['w1'],
      details: ['w1'],
      resolve: ['w1', { fields: { name: 'mine', phone: { value: '+91' } } }],
      discard: ['w1', 'twice', ['w2']],
      edit: ['w1', { name: 'Asha' }],
      fold: ['w1'],
      adopt: ['w1', 'r1'],
      warmUp: ['all'],
      available: [{ method: 'POST', path: '/api/v1/x/', query: [['a', 'b']], body: { phone: '+91' } }],
      adoptSession: [{ access: 'a', refresh: 'r' }],
    }
    for (const name of engineCalls) {
      const message = call([name], args[name] ?? [])
      expect(parseComlinkCall(message)).toEqual(message)
    }
  })

  it('[RF6] lets an edit pass with a path', () => {
    const message = call(['edit'], ['w1', { note: 'first' }, '/api/v1/slot/2/'])
    expect(parseComlinkCall(message)).toEqual(message)
  })

  it.each([
    ['a path into the prototype', call(['constructor', 'constructor'], ['return 1'])],
    ['a name that every object has', call(['constructor'])],
    ['the prototype itself', call(['__proto__'])],
    ['a path below a call', call(['greet', 'call'])],
    ['no path', call([])],
    ['a path that is text', call('greet')],
    ['reading a property', call(['greet'], [], { type: 'GET' })],
    ['setting a property', call(['greet'], [], { type: 'SET', value: { type: 'RAW', value: 1 } })],
    ['making an object', call(['greet'], [], { type: 'CONSTRUCT' })],
    ['a new channel', call(['greet'], [], { type: 'ENDPOINT' })],
    ['letting go', call(['greet'], [], { type: 'RELEASE' })],
    ['no id', call(['greet'], [], { id: undefined })],
    [
      'a proxy as argument',
      call(['why'], [], { argumentList: [{ type: 'HANDLER', name: 'proxy', value: 1 }] }),
    ],
    ['too many arguments', call(['greet'], ['now'])],
    ['an argument of the wrong kind', call(['retry'], [{ all: true }])],
    ['a resolution that is none', call(['resolve'], ['w1', { fields: { name: 'yours' } }])],
    ['a list of something else', call(['discard'], ['w1', 'twice', [1]])],
    ['a path that is no text', call(['edit'], ['w1', {}, 3])],
    ['a payload that is no JSON', call(['edit'], ['w1', { born: undefined }])],
    ['a part of the warm-up that is none', call(['warmUp'], ['some'])],
    ['tokens that are none', call(['adoptSession'], [{ access: 1 }])],
  ])('refuses %s', (_, message) => {
    expect(parseComlinkCall(message)).toBeUndefined()
  })

  it('drops what it does not know of', () => {
    const message = call(['adoptSession'], [{ access: 'a', refresh: 'r', extra: 'x' }], { extra: 1 })
    expect(parseComlinkCall(message)).toEqual(call(['adoptSession'], [{ access: 'a', refresh: 'r' }]))
  })

  it('never throws and lets no junk pass', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', 'valueOf'))
    const nearly = fc.record({
      id: fc.anything(),
      type: fc.oneof(fc.constant('APPLY'), fc.anything()),
      path: fc.oneof(fc.array(names), fc.anything()),
      argumentList: fc.anything(),
    })
    const known = new Set<unknown>(engineCalls)
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly), (junk) => {
        const passed = parseComlinkCall(junk)
        return passed === undefined || (passed.path.length === 1 && known.has(passed.path[0]))
      }),
    )
  })
})

describe('what comes back', () => {
  it('takes values and thrown errors as replies, and no open channels', () => {
    expect(parseComlinkReply({ id: '1', type: 'RAW', value: 7 })).toEqual({ id: '1', type: 'RAW', value: 7 })
    const thrown = { id: '1', type: 'HANDLER', name: 'throw', value: { isError: false, value: 'x' } }
    expect(parseComlinkReply(thrown)).toEqual(thrown)
    expect(parseComlinkReply({ id: '1', type: 'HANDLER', name: 'proxy', value: {} })).toBeUndefined()
  })

  it('takes only results for results and greetings for greetings', () => {
    expect(parseResult({ ok: true, value: 3 })).toEqual({ ok: true, value: 3 })
    expect(parseResult({ ok: false, failure: 'no' })).toBeUndefined()
    const greeting = { protocol: 1, build: 'b', instance: 'i', userId: null }
    expect(parseGreeting(greeting)).toEqual(greeting)
    expect(parseGreeting({ protocol: '1' })).toBeUndefined()
  })

  it('never throws on junk', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        parseComlinkReply(junk)
        parseResult(junk)
        parseGreeting(junk)
      }),
    )
  })
})

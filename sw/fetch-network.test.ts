import { describe, expect, it } from 'vitest'
import { get, post } from '../shared/api-request.ts'
import { describeNetwork } from '../shared/testing/network-contract.ts'
import { createFetchNetwork } from './fetch-network.ts'

const apiUrl = 'https://care.example'
type Fetch = Parameters<typeof createFetchNetwork>[1]

describeNetwork('fetch', (otherEnd) => {
  let left = 0
  const fetch: Fetch = (_, { signal }) => {
    left += 1
    if (otherEnd === 'cut') return Promise.reject(new TypeError('Failed to fetch'))
    if (otherEnd === 'silent') {
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    }
    const { status, contentType, text } = otherEnd
    const headers = contentType ? { 'content-type': contentType } : {}
    return Promise.resolve(new Response(status === 204 ? null : text, { status, headers }))
  }
  return { network: createFetchNetwork(apiUrl, fetch, () => true), left: () => left }
})

describe('what leaves the tablet', () => {
  async function leaving(...args: Parameters<ReturnType<typeof createFetchNetwork>['send']>) {
    let seen: [string, RequestInit] | undefined
    const fetch: Fetch = async (...call) => {
      seen = call
      return new Response('{}')
    }
    await createFetchNetwork(apiUrl, fetch, () => true).send(...args)
    const { signal: _, ...init } = seen?.[1] ?? {}
    return { url: seen?.[0], init }
  }

  it('carries the token it was given and no header of ours', async () => {
    expect(await leaving(post('/api/v1/note/', { a: 1 }), { token: 't', timeoutMs: 1_000 })).toEqual({
      url: 'https://care.example/api/v1/note/',
      init: {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          authorization: 'Bearer t',
        },
        cache: 'no-store',
        body: '{"a":1}',
      },
    })
  })

  it('[RP21] carries the key of the write where it is given one, and no other header of ours', async () => {
    const { init } = await leaving(post('/api/v1/note/', {}), { timeoutMs: 1_000, idempotencyKey: 'w1' })
    expect(init.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': 'w1',
    })
  })

  it('carries neither token nor body where there is none', async () => {
    const { url, init } = await leaving(get('/api/v1/note/', { name: 'a b&c' }), { timeoutMs: 1_000 })
    expect(url).toBe('https://care.example/api/v1/note/?name=a%20b%26c')
    expect(init).not.toHaveProperty('body')
    expect(init.headers).not.toHaveProperty('authorization')
  })
})

it('[FI10] content carries its type, and neither a token nor a cookie', async () => {
  let seen: [string, RequestInit] | undefined
  const fetch: Fetch = async (...call) => {
    seen = call
    return new Response(null)
  }
  const content = { bytes: Uint8Array.of(1, 2), contentType: 'image/png' }
  await createFetchNetwork(apiUrl, fetch, () => true).put('https://bucket.example/a', content, {
    timeoutMs: 1,
  })
  const { signal: _, ...init } = seen?.[1] ?? {}
  expect([seen?.[0], init]).toEqual([
    'https://bucket.example/a',
    {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: content.bytes,
      credentials: 'omit',
      cache: 'no-store',
    },
  ])
})

it('an answer whose body breaks off is no answer', async () => {
  const body = new ReadableStream({ pull: (stream) => stream.error(new TypeError('network error')) })
  const network = createFetchNetwork(
    apiUrl,
    async () => new Response(body),
    () => true,
  )
  expect(await network.send(get('/x/'), { timeoutMs: 1_000 })).toEqual({ kind: 'none', reason: 'network' })
})

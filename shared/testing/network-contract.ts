// The law of the network port, for whatever stands behind it.

import { describe, expect, it } from 'vitest'
import { type ApiRequest, get, post } from '../api-request.ts'
import { createTemporaryId } from '../ids/temporary-id.ts'
import type { Network } from '../ports.ts'

/** What the other end does: answers with this status and body, cuts the line, or is silent until time is over. */
export type OtherEnd = { status: number; contentType: string; text: string } | 'cut' | 'silent'

export interface NetworkUnderTest {
  network: Network
  /** How many requests have left. */
  left(): number
}

const temporaryId = createTemporaryId((bytes) => bytes.fill(9))
const path = '/api/v1/patient/'

const content = { bytes: Uint8Array.of(1, 2, 3), contentType: 'image/png' }

const mentions: [string, ApiRequest][] = [
  ['the path', get(`${path}${temporaryId}/`)],
  ['the query', get(path, { patient: temporaryId })],
  ['the name of a parameter', get(path, { [temporaryId]: '1' })],
  ['the body', post(path, { batch: [{ url: `${path}${temporaryId.toUpperCase()}/` }] })],
  ['a key of the body', post(path, { [temporaryId]: 1 })],
]

export function describeNetwork(name: string, create: (otherEnd: OtherEnd) => NetworkUnderTest): void {
  const send = (network: Network) => network.send(post(path, { name: 'Asha' }), { timeoutMs: 1, token: 't' })

  describe(`${name}, as a network`, () => {
    it.each(mentions)('[ID7] lets no temporary id pass: in %s', async (_, request) => {
      const { network, left } = create({ status: 200, contentType: 'application/json', text: '{}' })
      await expect(network.send(request, { timeoutMs: 1 })).rejects.toThrow('temporary id')
      expect(left()).toBe(0)
    })

    it('[ID7] lets no temporary id pass in the address of content', async () => {
      const { network, left } = create({ status: 200, contentType: '', text: '' })
      const url = `https://bucket.example/${temporaryId}`
      await expect(network.put(url, content, { timeoutMs: 1 })).rejects.toThrow('temporary id')
      expect(left()).toBe(0)
    })

    it('[FI10] content goes to any address, and the answer is handed on as it is', async () => {
      const { network, left } = create({ status: 403, contentType: 'application/xml', text: '<Error/>' })
      expect(await network.put('https://bucket.example/a?b=c', content, { timeoutMs: 1 })).toEqual({
        kind: 'answer',
        status: 403,
        contentType: 'application/xml',
        redirected: false,
        retryAfter: null,
        text: '<Error/>',
      })
      expect(left()).toBe(1)
    })

    it.each(['cut', 'silent'] as const)('[FI4] content, when the line is %s, has no answer', async (end) => {
      const reason = end === 'cut' ? 'network' : 'timeout'
      const { network } = create(end)
      const put = network.put('https://bucket.example/a', content, { timeoutMs: 1 })
      expect(await put).toEqual({ kind: 'none', reason })
    })

    it.each([
      [200, 'application/json', '{"id":1}'],
      [204, '', ''],
      [400, 'application/json; charset=utf-8', '{"errors":[]}'],
      [502, 'text/html', '<html>Bad gateway</html>'],
    ])('hands on the answer as it is: %i', async (status, contentType, text) => {
      const { network, left } = create({ status, contentType, text })
      expect(await send(network)).toEqual({
        kind: 'answer',
        status,
        contentType,
        redirected: false,
        retryAfter: null,
        text,
      })
      expect(left()).toBe(1)
    })

    it.each(['cut', 'silent'] as const)(
      '[RP3] resolves without an answer when the line is %s',
      async (end) => {
        const reason = end === 'cut' ? 'network' : 'timeout'
        expect(await send(create(end).network)).toEqual({ kind: 'none', reason })
      },
    )
  })
}

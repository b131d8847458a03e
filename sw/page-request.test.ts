import { describe, expect, it } from 'vitest'
import { bearerOf, toApiRequest, toResponse } from './page-request.ts'

const apiUrl = 'https://care.example'
const url = `${apiUrl}/api/v1/note/?name=a%20b#top`

const posted = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request(url, { method: 'POST', body, headers })

describe('a page’s request', () => {
  it('becomes plain data', async () => {
    const address = { path: '/api/v1/note/', query: [['name', 'a b']] }
    expect(await toApiRequest(new Request(url), apiUrl)).toEqual({ method: 'GET', ...address })
    expect(await toApiRequest(posted('{"a":[1]}'), apiUrl)).toEqual({
      method: 'POST',
      ...address,
      body: { a: [1] },
    })
    expect(await toApiRequest(posted(null), apiUrl)).toEqual({ method: 'POST', ...address })
  })

  it('is none of the engine’s where its body is not JSON or its address not the API’s', async () => {
    const form = new FormData()
    form.set('file', new Blob(['x']))
    expect(await toApiRequest(posted(form), apiUrl)).toBe(undefined)
    expect(await toApiRequest(posted('name=x'), apiUrl)).toBe(undefined)
    expect(await toApiRequest(new Request('https://elsewhere.example/api/v1/'), apiUrl)).toBe(undefined)
  })

  it('can still be sent as it is afterwards', async () => {
    const request = posted('{"a":1}')
    await toApiRequest(request, apiUrl)
    expect(await request.text()).toBe('{"a":1}')
  })

  it.each([
    ['Bearer abc', 'abc'],
    ['bearer  abc', 'abc'],
    ['Basic abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
  ])('has its token in %s', (authorization, expected) => {
    expect(bearerOf(new Request(url, { headers: { authorization } }))).toBe(expected)
  })
})

describe('the engine’s answer', () => {
  it('becomes a response', async () => {
    const response = toResponse({ status: 202, headers: { 'x-care-offline': 'queued' }, text: '{"id":1}' })
    expect([response.status, response.headers.get('x-care-offline')]).toEqual([202, 'queued'])
    expect(await response.json()).toEqual({ id: 1 })
  })

  it('fails as the network would have where there was no answer', () => {
    expect(toResponse({ status: 0, headers: {}, text: null }).type).toBe('error')
  })

  it.each([204, 205, 304])('has no body with status %i', async (status) => {
    const response = toResponse({ status, headers: {}, text: '' })
    expect([response.status, response.body]).toEqual([status, null])
  })
})

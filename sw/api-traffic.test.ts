import { describe, expect, it } from 'vitest'
import { createTemporaryId } from '../shared/ids/temporary-id.ts'
import type { ContentRule } from '../shared/policy/content-rule.ts'
import { pathTemplate } from '../shared/policy/path-template.ts'
import { createPolicies } from '../shared/policy/policies.ts'
import { notePath, notePolicies, notesPath } from '../shared/testing/note-policies.ts'
import { createTrafficClassifier, targetUnder, toApiBase } from './api-traffic.ts'

const apiUrl = 'https://care.example'
const id = '0f5f9392-5f0c-4a64-9c07-f37a4ea3dd53'
const temporaryId = createTemporaryId((bytes) => bytes.fill(3))
const json = { 'content-type': 'application/json' }

interface Asked {
  method?: string
  headers?: Record<string, string>
  signedIn?: boolean
  base?: string
  mayHoldTemporaryIds?: boolean
}

function traffic(path: string, asked: Asked = {}) {
  const { method = 'GET', headers = {}, signedIn = true, base = apiUrl, mayHoldTemporaryIds = true } = asked
  const classify = createTrafficClassifier(apiUrl, createPolicies(notePolicies), () => mayHoldTemporaryIds)
  const authorization: Record<string, string> = signedIn ? { authorization: 'Bearer t' } : {}
  const request = { method, headers: new Headers({ ...authorization, ...headers }) }
  return classify(request, new URL(base + path))
}

describe('what is ours', () => {
  it('[RD6] is what a policy speaks for', () => {
    expect(traffic(notePath(id))).toEqual({ kind: 'read' })
    expect(traffic(`${notesPath}?parent=${id}`)).toEqual({ kind: 'read' })
    expect(traffic(notesPath, { method: 'POST', headers: json })).toEqual({ kind: 'write' })
    expect(traffic(notePath(id), { method: 'PUT', headers: json })).toEqual({ kind: 'write' })
  })

  it('[RD14] is a write that may be lost', () => {
    const seen = { key: 'seen', method: 'POST', path: pathTemplate('/api/v1/seen/'), letGo: {} } as const
    const policies = createPolicies({ ...notePolicies, disposables: [seen] })
    const classify = createTrafficClassifier(apiUrl, policies, () => false)
    const request = { method: 'POST', headers: new Headers({ authorization: 'Bearer t', ...json }) }
    expect(classify(request, new URL(`${apiUrl}/api/v1/seen/`))).toEqual({ kind: 'disposable' })
  })

  it('[SE1] is what a session begins, goes on and ends with, without a token too', () => {
    const { signIn, refresh, signOut } = notePolicies.session
    const post = (path: string) => traffic(path, { method: 'POST', headers: json, signedIn: false })
    expect([signIn[0] ?? '', refresh, signOut].map(post)).toEqual([
      { kind: 'session', call: 'sign-in' },
      { kind: 'session', call: 'refresh' },
      { kind: 'session', call: 'sign-out' },
    ])
    expect(traffic(refresh)).toBe(undefined)
  })

  it('[RD7] is a GET that its caller has flagged', () => {
    const headers = { 'x-care-offline': 'persist' }
    expect(traffic('/api/v1/other/', { headers })).toEqual({ kind: 'flagged' })
    expect(traffic('/api/v1/other/', { headers: { 'x-care-offline': 'no' } })).toBe(undefined)
    expect(traffic('/api/v1/other/', { headers, method: 'DELETE' })).toBe(undefined)
    expect(traffic('/api/v1/other/', { headers, signedIn: false })).toBe(undefined)
  })
})

describe('the content of files', () => {
  const [create, ...others] = notePolicies.writes
  const content = { path: pathTemplate('/api/v1/note/{id}/content/') } as ContentRule
  const withContent = { ...notePolicies, writes: create ? [{ ...create, content }, ...others] : [] }
  const seen = (method: string, url: string) => {
    const known = (origin: string) => origin === 'https://bucket.example'
    const classify = createTrafficClassifier(apiUrl, createPolicies(withContent), () => true, known)
    return classify({ method, headers: new Headers() }, new URL(url))
  }

  it('[FI1] is put to an address of ours, and read there, without a token', () => {
    const url = `${apiUrl}${notePath(temporaryId)}content/`
    expect([seen('PUT', url), seen('GET', url)]).toEqual([{ kind: 'content' }, { kind: 'content' }])
    expect(seen('POST', url)).toBe(undefined)
  })

  it('[FI10] is put to an origin that CARE has given; anything else there passes by', () => {
    expect(seen('PUT', 'https://bucket.example/a?signature=1')).toEqual({ kind: 'content' })
    expect(seen('GET', 'https://bucket.example/a?signature=1')).toBe(undefined)
    expect(seen('PUT', `${apiUrl}/patient-bucket/a`)).toBe(undefined)
    expect(seen('PUT', 'https://other.example/a?signature=1')).toBe(undefined)
  })
})

describe('what is none of ours', () => {
  it.each<[string, string, Asked]>([
    ['a route without a policy', '/api/v1/other/', {}],
    ['a word where an id stands', `${notesPath}search/`, {}],
    ['a path that goes on', `${notePath(id)}files/`, {}],
    ['another method', notePath(id), { method: 'DELETE' }],
    ['a method of no API', notePath(id), { method: 'HEAD' }],
    ['a request without a token', notePath(id), { signedIn: false }],
    ['another origin', notePath(id), { base: 'https://elsewhere.example' }],
    ['an origin that begins like ours', notePath(id), { base: 'https://care.example.org' }],
    ['what lies outside the API', '/ping/', {}],
    [
      'an upload',
      '/api/v1/other/',
      { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    ],
    ['a DELETE without a body', '/api/v1/other/', { method: 'DELETE' }],
  ])('[RD6] %s', (_, path, asked) => {
    expect(traffic(path, asked)).toBe(undefined)
  })
})

describe('what is guarded', () => {
  it('[ID6] an address with a temporary id in it, whatever is sent there', () => {
    for (const path of [`/api/v1/other/${temporaryId}/`, `/api/v1/other/?note=${temporaryId}`]) {
      expect(traffic(path)).toEqual({ kind: 'guarded' })
      expect(traffic(path, { mayHoldTemporaryIds: false })).toEqual({ kind: 'guarded' })
      expect(traffic(path, { method: 'DELETE' })).toEqual({ kind: 'guarded' })
    }
  })

  it('[ID6] a JSON body, as long as any record may have been made here', () => {
    const posted = { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' } }
    expect(traffic('/api/v1/other/', posted)).toEqual({ kind: 'guarded' })
    expect(traffic('/api/v1/other/', { ...posted, mayHoldTemporaryIds: false })).toBe(undefined)
  })
})

describe('the API’s base', () => {
  it.each([
    ['https://care.example', 'https://care.example'],
    ['https://care.example/', 'https://care.example'],
    ['https://CARE.example:443//', 'https://care.example'],
    ['https://care.example/base/', 'https://care.example/base'],
    ['', 'https://ward.example'],
    ['/backend', 'https://ward.example/backend'],
  ])('%s is written as requests have it', (given, expected) => {
    expect(toApiBase(given, 'https://ward.example')).toBe(expected)
  })

  it('is taken off the address of a request, fragment too', () => {
    expect(targetUnder(apiUrl, new URL(`${apiUrl}/a/?b=%20#c`))).toBe('/a/?b=%20')
    expect(targetUnder(`${apiUrl}/base`, new URL(`${apiUrl}/base/a/`))).toBe('/a/')
    expect(targetUnder(`${apiUrl}/base`, new URL(`${apiUrl}/basement/a/`))).toBe(undefined)
  })
})

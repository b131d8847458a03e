import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathTemplate } from './path-template.ts'

const id = '0f5f9392-5f0c-4a64-9c07-f37a4ea3dd53'
const patient = pathTemplate('/api/v1/patient/{id}/')
const form = pathTemplate('/api/v1/patient/{patient}/form/{name:slug}/')

describe('a path template', () => {
  it('matches whole segments, and tells what stands in them', () => {
    expect(patient.match(`/api/v1/patient/${id}/`)).toEqual({ id })
    expect(patient.match(`/api/v1/patient/${id.toUpperCase()}/`)).toEqual({ id: id.toUpperCase() })
    expect(form.match(`/api/v1/patient/${id}/form/vital-signs/`)).toEqual({
      patient: id,
      name: 'vital-signs',
    })
  })

  it.each([
    '/api/v1/patient/search/',
    '/api/v1/patient/',
    `/api/v1/patient/${id}`,
    `/api/v1/patient/${id}/encounters/`,
    `/api/v2/patient/${id}/`,
    `/x/api/v1/patient/${id}/`,
    `/api/v1/patient/${id}x/`,
    `/api/v1/patient/${id.slice(1)}/`,
  ])('takes no other path for a patient: %s', (path) => {
    expect(patient.match(path)).toBe(undefined)
  })

  it('takes no character of the path for more than itself', () => {
    expect(pathTemplate('/api/v1.0/a+b/').match('/api/v1x0/aab/')).toBe(undefined)
    expect(pathTemplate('/api/v1.0/a+b/').match('/api/v1.0/a+b/')).toEqual({})
  })

  it('a word is never more than one segment', () => {
    expect(form.match(`/api/v1/patient/${id}/form/a/b/`)).toBe(undefined)
    expect(form.match(`/api/v1/patient/${id}/form//`)).toBe(undefined)
  })

  it('is filled with what it matched', () => {
    const anySlug = fc.stringMatching(/^[^/\r\n]+$/)
    fc.assert(
      fc.property(fc.uuid(), anySlug, (uuid, name) => {
        const params = { patient: uuid, name }
        expect(form.match(form.fill(params))).toEqual(params)
      }),
    )
  })

  it('is not filled by halves', () => {
    expect(() => form.fill({ patient: id })).toThrow('name')
  })
})

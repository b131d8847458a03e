// Files: what is made of a form, how it shows in reads, what CARE refuses, and how they are looked for.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiRequest, get, post } from '../../api-request.ts'
import { type Json, type JsonObject, valueAt } from '../../json.ts'
import {
  matchedRead,
  matchedWrite,
  newId,
  now,
  nurse,
  policies,
  probe,
  project,
  received,
  recorded,
  shapeDifferences,
  waiting,
} from '../../testing/care-recordings.ts'
import { fileLimits } from './form.ts'

const created = recorded('files', 'create')
const form = created.request.body as JsonObject
const encounter = String(form.associating_id)
const me = { ...(created.answer.uploaded_by as JsonObject) }
const url = 'https://care.example/api/v1/files/x/content/'
const list = (query: Record<string, string> = {}) =>
  get('/api/v1/files/', {
    ordering: '-modified_date',
    file_type: 'encounter',
    associating_id: encounter,
    ...query,
  })
const page = recorded('files', 'list').answer
const emptyList = { count: 0, results: [] }

const made = (contentUrl?: string): JsonObject => {
  const write = matchedWrite(created.request)
  const context = { known: { me }, created: { '/id': newId(1) }, now, userId: nurse }
  return write.policy.normalize(write, { ...context, ...(contentUrl ? { contentUrl } : {}) }) as JsonObject
}
const names = (body: Json | undefined) =>
  (valueAt(body, '/results') as JsonObject[] | undefined)?.map(({ name }) => name)

describe('[CA50] the answer made for a file', () => {
  test('has the shape of CARE’s, alone and in a list', () => {
    expect(shapeDifferences(made(url), recorded('files', 'detail').answer)).toEqual([])
    expect(shapeDifferences(made(), recorded('files', 'detail').answer)).toEqual([])
    const shown = project(waiting(created.request, { me }), list(), emptyList)
    expect(shapeDifferences(shown, page)).toEqual([])
    const { content } = matchedWrite(created.request).policy
    const announced = content?.announced(made(), url)
    expect(shapeDifferences(announced, created.answer)).toEqual([])
    expect(announced).toMatchObject({ signed_url: url, upload_completed: false })
  })

  test('equals CARE’s but for id, time and addresses', () => {
    const own = { id: null, created_date: null, signed_url: null, internal_name: null, read_signed_url: null }
    expect({ ...made(), upload_completed: false, ...own }).toEqual({ ...created.answer, ...own })
  })

  test('is made of any body whatever', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        for (const path of ['files/', 'files/upload-file/', `files/${newId(2)}/archive/`])
          project(waiting(post(`/api/v1/${path}`, any as Json)), list(), page)
      }),
    )
  })

  test('tells where the content goes, and what it is', () => {
    const { content } = matchedWrite(created.request).policy
    expect(content?.begun(created.answer)).toEqual({ id: created.answer.id, url: created.answer.signed_url })
    expect(content?.begun({ id: 'x', signed_url: null })).toBe(undefined)
    expect(content?.type(form)).toBe('image/png')
    expect(content?.finish('x')).toEqual(post('/api/v1/files/x/mark_upload_completed/', {}))
  })
})

describe('[CA50] a waiting file in reads', () => {
  const write = waiting(created.request, { me })

  test('stands in every list whose filters it passes, once', () => {
    const once = project(write, list(), page)
    expect(names(once)).toEqual(['scan', 'scan'])
    expect(project(write, list(), once)).toEqual(once)
    const passes = (query: Record<string, string>) => names(project(write, list(query), emptyList))?.length
    expect(passes({ offset: 'NaN' })).toBe(1)
    expect(passes({ file_category: 'xray,unspecified', is_archived: 'false' })).toBe(1)
    for (const query of [
      { file_type: 'patient' },
      { associating_id: newId(9) },
      { file_category: 'xray' },
      { is_archived: 'true' },
      { some_new_filter: '1' },
    ])
      expect([query, passes(query as Record<string, string>)]).toEqual([query, 0])
  })

  test('a list under a record made here is complete; one that nobody can judge is not', () => {
    const owned = (request: ApiRequest) => {
      const read = matchedRead(request)
      return read.policy.completeUnder?.(read)
    }
    expect(owned(list({ offset: 'NaN' }))).toEqual({ owner: encounter, empty: emptyList })
    expect(owned(list({ some_new_filter: '1' }))).toBe(undefined)
    expect(owned(get('/api/v1/files/', { associating_id: encounter }))).toBe(undefined)
  })

  test('alone: complete, with its content here, also where CARE has it as incomplete', () => {
    const detail = get(`/api/v1/files/${newId(1)}/`)
    const here = { ...write, answer: made(url), provisional: made(url) }
    for (const body of [undefined, { ...created.answer, id: newId(1) }]) {
      const shown = project(here, detail, body)
      expect(shown).toMatchObject({ upload_completed: true, read_signed_url: url, signed_url: null })
      expect(shapeDifferences(shown, recorded('files', 'detail').answer)).toEqual([])
    }
    const other = get(`/api/v1/files/${newId(2)}/`)
    expect(project(here, other, undefined)).toBe(undefined)
  })

  test('once received, the addresses are CARE’s to tell', () => {
    const id = String(created.answer.id)
    const here = { ...write, answer: made(url), provisional: made(url) }
    const done = received(here, recorded('files', 'complete').answer, [id])
    const detail = get(`/api/v1/files/${id}/`)
    expect(project(done, detail, undefined)).toMatchObject({ id, read_signed_url: null, signed_url: null })
    const theirs = recorded('files', 'detail').answer
    expect(project(done, detail, theirs)).toEqual(theirs)
  })

  test('is behind CARE’s own keys of queries', () => {
    const keyed = (key: unknown[]) =>
      policies.reads.filter((read) => read.fromQueryKey?.(key)).map((read) => read.key)
    expect(keyed(['files', 'encounter', encounter])).toEqual(['file.list'])
    expect(keyed(['files', 'encounter', encounter, { limit: 14 }])).toEqual(['file.list'])
    expect(keyed(['file', encounter])).toEqual(['file.detail'])
  })
})

describe('[CA52] an archived file', () => {
  const { request, answer } = recorded('files', 'archive')
  const item = { ...(valueAt(page, '/results/0') as JsonObject) }
  const known = { me, file: recorded('files', 'detail').answer }

  test('has CARE’s shape, and its words', () => {
    const shown = waiting(request, known).answer
    expect(shapeDifferences(shown, answer)).toEqual([])
    expect({ ...(shown as JsonObject), archived_datetime: null }).toEqual({
      ...answer,
      archived_datetime: null,
    })
    const nothing = waiting(request).answer as JsonObject
    expect(shapeDifferences({ ...nothing, uploaded_by: item.uploaded_by ?? null }, answer)).toEqual([])
  })

  test('is shown as archived, leaves the lists of those that are not, and comes into the others', () => {
    const write = waiting(request, known)
    const rows = (query: Record<string, string>, body: Json) =>
      valueAt(project(write, list(query), body), '/results') as JsonObject[]
    expect(rows({}, page)).toMatchObject([{ is_archived: true, archive_reason: 'dup' }])
    expect(rows({ is_archived: 'false' }, page)).toEqual([])
    expect(rows({ is_archived: 'true' }, emptyList)).toMatchObject([{ name: 'scan' }])
    const detail = get(request.path.replace('archive/', ''))
    expect(project(write, detail, recorded('files', 'detail').answer)).toMatchObject({ is_archived: true })
    expect(project(write, detail, undefined)).toBe(undefined)
  })

  test('is named from what is stored, and looked for by its id', () => {
    const write = matchedWrite(request)
    expect(write.policy.label(write, { lists: [{ asked: null, answer: page }] })).toBe('scan')
    const at = Date.parse(now)
    const look = (file: Json | undefined) => probe(request, () => file, { attemptedAtMs: at })
    expect(look({ ...item, is_archived: true })).toMatchObject({ found: { is_archived: true } })
    expect(look(item)).toEqual({ absent: true })
    expect(look(undefined)).toEqual({ absent: true })
    expect(write.policy.validate(recorded('files', 'archiveNoReason').request)).toHaveLength(1)
  })
})

describe('[CA51] what CARE refuses', () => {
  const fields = (request: ApiRequest) =>
    matchedWrite(request)
      .policy.validate(request)
      .map(({ at }) => at.join('.'))
  const inline = (more: JsonObject) => post('/api/v1/files/upload-file/', { ...inlineForm, ...more })
  const inlineForm = recorded('files', 'inlineFailed').request.body as JsonObject

  test('is found on the form', () => {
    expect(fields(created.request)).toEqual([])
    const { request, answer } = recorded('files', 'badName')
    const named = (answer.errors as JsonObject[]).map(({ loc }) => String(loc))
    expect(fields(request)).toEqual(named)
    expect(fields(post('/api/v1/files/', {})).sort()).toEqual(
      ['associating_id', 'file_category', 'file_type', 'mime_type', 'name', 'original_name'].sort(),
    )
    expect(fields(post('/api/v1/files/', { ...form, mime_type: 'text/html' }))).toEqual(['mime_type'])
    expect(fields(inline({}))).toEqual([])
    expect(fields(inline({ file_data: '' }))).toEqual(['file_data'])
  })

  test('a file in a form may have five megabytes and no byte more', () => {
    const base64 = (bytes: number) => Buffer.alloc(bytes).toString('base64')
    expect(fields(inline({ file_data: base64(fileLimits.mostInlineBytes) }))).toEqual([])
    expect(fields(inline({ file_data: base64(fileLimits.mostInlineBytes + 1) }))).toEqual(['file_data'])
  })

  test('a file in a form belongs to its encounter, under either name', () => {
    const { associating_id: _, file_type: __, ...rest } = inlineForm
    const answer = waiting(post('/api/v1/files/upload-file/', { ...rest, encounter }), { me }).answer
    expect(answer).toMatchObject({ associating_id: encounter, file_type: 'encounter', extension: '.txt' })
    expect(shapeDifferences(answer, recorded('files', 'detail').answer)).toEqual([])
  })

  test('a file in a form is looked for by record, name, category, author and time', () => {
    const at = Date.parse(now)
    const row: JsonObject = {
      ...(valueAt(page, '/results/0') as JsonObject),
      name: inlineForm.name ?? null,
      uploaded_by: { id: nurse },
      created_date: now,
    }
    const look = (rows: JsonObject[]) =>
      probe(inline({}), () => ({ count: rows.length, results: rows }), { attemptedAtMs: at, notBeforeMs: at })
    expect(look([row])).toEqual({ found: row })
    expect(look([{ ...row, uploaded_by: { id: newId(3) } }])).toEqual({ absent: true })
    expect(look([{ ...row, file_category: 'xray' }])).toEqual({ absent: true })
    expect(look([row, { ...row, id: newId(4) }])).toEqual({ unsure: [String(row.id), newId(4)] })
    const old = new Date(at - 3_600_000).toISOString()
    expect(look([{ ...row, created_date: old }])).toEqual({ unsure: [String(row.id)] })
  })
})

test('[FI2] an upload is looked for by the id that the server gave, or not at all', () => {
  const write = matchedWrite(created.request)
  const context = {
    userId: nurse,
    writeId: 'w',
    attemptedAtMs: 0,
    notBeforeMs: 0,
    claimed: new Set<string>(),
  }
  const look = (file: Json | undefined, recordId?: string) => {
    const steps = write.policy.probe(write, { ...context, ...(recordId ? { recordId } : {}) })
    const first = steps.next()
    return first.done ? first.value : steps.next(file).value
  }
  expect(look(undefined)).toEqual({ absent: true })
  expect(look(undefined, newId(1))).toEqual({ absent: true })
  expect(look(created.answer, newId(1))).toEqual({ absent: true })
  const {
    signed_url: _,
    read_signed_url: __,
    internal_name: ___,
    ...item
  } = recorded('files', 'detail').answer
  expect(look(recorded('files', 'detail').answer, newId(1))).toEqual({ found: item })
})

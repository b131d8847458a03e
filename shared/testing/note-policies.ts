// The smallest API that has everything: notes that may hang under other notes, be created, read, listed and changed.

import { get } from '../api-request.ts'
import { session } from '../care/session.ts'
import { isObject, type Json, type JsonObject, valueAt } from '../json.ts'
import { pathTemplate } from '../policy/path-template.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { ReadPolicy } from '../policy/read-policy.ts'
import type { Affect, ProjectedWrite, WritePolicy } from '../policy/write-policy.ts'

export const notesPath = '/api/v1/note/'
export const notePath = (id: string): string => `${notesPath}${id}/`

const itemPath = pathTemplate('/api/v1/note/{id}/')
const ages = { maxAgeMs: 86_400_000, staleAfterMs: 3_600_000 }

const detail: ReadPolicy = { key: 'note.detail', method: 'GET', path: itemPath, resource: 'note', ...ages }
const list: ReadPolicy = {
  key: 'note.list',
  method: 'GET',
  path: pathTemplate(notesPath),
  resource: 'note',
  ...ages,
  completeUnder({ request }) {
    const [[name, owner] = [], ...others] = request.query
    return name === 'parent' && owner && others.length === 0 ? { owner, empty: [] } : undefined
  },
}

const isSame = (item: Json, { answer }: ProjectedWrite): boolean =>
  valueAt(item, '/id') === valueAt(answer, '/id')

const inDetail: Affect = {
  read: 'note.detail',
  project: (body, write, { params }) => (valueAt(write.answer, '/id') === params.id ? write.answer : body),
}

const inList: Affect = {
  read: 'note.list',
  project(body, write, { request }) {
    const parent = request.query.find(([name]) => name === 'parent')?.[1]
    if (!Array.isArray(body) || (parent ?? null) !== valueAt(write.answer, '/parent')) return body
    return [write.answer, ...body.filter((item) => !isSame(item, write))]
  },
}

const textOf = (body: Json | undefined): string => String(valueAt(body, '/text') ?? '')

const common = {
  version: 1,
  resource: 'note',
  validate: () => [],
  label: ({ request }) => textOf(request.body),
} satisfies Partial<WritePolicy>

const create: WritePolicy = {
  ...common,
  key: 'note.create',
  type: 'create_note',
  method: 'POST',
  path: pathTemplate(notesPath),
  creates: () => ['/id'],
  changes: () => [],
  normalize: ({ request }, { created }) => ({
    ...(isObject(request.body) ? request.body : {}),
    id: created['/id'] ?? '',
  }),
  affects: [inDetail, inList],
  *probe({ request }) {
    const notes = yield get(notesPath)
    const found = Array.isArray(notes)
      ? notes.find((note) => textOf(note) === textOf(request.body))
      : undefined
    return found ? { found } : { absent: true }
  },
}

const update: WritePolicy = {
  ...common,
  key: 'note.update',
  type: 'update_note',
  method: 'PUT',
  path: itemPath,
  creates: () => [],
  changes: ({ params }) => [params.id ?? ''],
  normalize: ({ request, params }) => ({
    ...(isObject(request.body) ? request.body : {}),
    id: params.id ?? '',
  }),
  affects: [inDetail, inList],
  *probe({ request, params }) {
    const note = yield get(notePath(params.id ?? ''))
    return textOf(note) === textOf(request.body) && note !== undefined ? { found: note } : { absent: true }
  },
}

export const note = (text: string, parent: string | null = null): JsonObject => ({ text, parent })

export const notePolicies: PolicySet = {
  reads: [detail, list],
  writes: [create, update],
  session,
  ping: { path: '/ping/', isTrue: (body) => valueAt(body as Json, '/status') === 'OK' },
  comeBackLater: () => false,
  prefix: '/api/v1/',
}

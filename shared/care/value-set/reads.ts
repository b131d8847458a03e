// Value sets: the codes that a form offers. Their server is the terminology's, and what of them is here is never all.

import type { Json, JsonObject } from '../../json.ts'
import type { MatchedRead, ReadPolicy } from '../../policy/read-policy.ts'
import { reference } from '../ages.ts'
import { route } from '../asked.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'

export const valueSetReads: ReadPolicy[] = [
  {
    key: 'valueSet.favourites',
    method: 'GET',
    path: route('valueset/{slug:slug}/favourites/'),
    resource: 'valueSet',
    ...reference,
  },
  {
    key: 'valueSet.recentViews',
    method: 'GET',
    path: route('valueset/{slug:slug}/recent_views/'),
    resource: 'valueSet',
    ...reference,
  },
  {
    key: 'valueSet.expand',
    method: 'POST',
    path: route('valueset/{slug:slug}/expand/'),
    resource: 'valueSet',
    ...reference,
    // Each letter makes another question; which expansion would be whole, nobody can say.
    fromStored: {
      read: ['valueSet.favourites', 'valueSet.recentViews', 'valueSet.expand'],
      answer: conceptsAmong,
    },
  },
]

const usualCount = 10

/** Undefined where none is found: the terminology server may well know one (law 7). */
function conceptsAmong(
  { request, params }: MatchedRead,
  stored: Json[],
  asked: MatchedRead[] = [],
): Json | undefined {
  const { search, count } = asObject(request.body)
  const found = new Map<string, JsonObject>()
  for (const [i, answer] of stored.entries()) {
    if (asked[i]?.params.slug !== params.slug) continue
    for (const concept of [...objectsIn(answer), ...objectsIn(asObject(answer).results)]) {
      const key = `${textOf(concept.system)} ${textOf(concept.code)}`
      if (isFoundBy(concept, textOf(search)) && !found.has(key)) found.set(key, concept)
    }
  }
  if (found.size === 0) return undefined
  const { length } = textOf(search)
  // As the server has it: the shorter name says what was looked for and little else.
  const concepts = [...found.values()].toSorted((a, b) => (length === 0 ? 0 : lengthOf(a) - lengthOf(b)))
  return {
    results: concepts.slice(0, Number(count) || usualCount).map(({ display, system, code, designation }) => ({
      display: display ?? null,
      system: system ?? null,
      code: code ?? null,
      designation: Array.isArray(designation) ? designation : [],
    })),
  }
}

const lengthOf = ({ display }: JsonObject): number => textOf(display).length

/** Terminology servers look for words by their beginnings, in whatever order; a code is known from its beginning too. */
function isFoundBy({ display, code }: JsonObject, search: string): boolean {
  const wanted = wordsOf(search)
  const words = wordsOf(textOf(display))
  return (
    wanted.every((part) => words.some((word) => word.startsWith(part))) ||
    textOf(code).startsWith(search.trim())
  )
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')

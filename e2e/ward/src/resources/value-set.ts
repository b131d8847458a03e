// Value sets: the codes that a form offers, as CARE's screens search them.
import { query } from '../request/query.ts'
import { type ApiRoute, Type } from '../request/route.ts'
import { searchQuery } from '../request/search-query.ts'
import type { Coding } from './questionnaire.ts'

const valueSetApi = {
  favourites: { path: '/api/v1/valueset/{slug}/favourites/', method: 'GET', TRes: Type<Coding[]>() },
  expand: {
    path: '/api/v1/valueset/{slug}/expand/',
    method: 'POST',
    TBody: Type<{ search: string; count: number }>(),
    TRes: Type<{ results: Coding[] }>(),
  },
} satisfies Record<string, ApiRoute>

/** What this user has marked in the set, to be offered first. */
export const favouritesQuery = (slug: string) => ({
  queryKey: ['valueset', slug, 'favourites'],
  queryFn: query(valueSetApi.favourites, { pathParams: { slug }, silent: true }),
})

export const codesQuery = (slug: string, search: string) => ({
  queryKey: ['valueset', slug, 'expand', search],
  queryFn: searchQuery(valueSetApi.expand, {
    pathParams: { slug },
    body: { search, count: 10 },
    silent: true,
  }),
})

// `/valueset/`: searching and checking codes; what a user has marked and seen. Nothing here is a record of care.
import { json } from '../answer.ts'
import { contains, page } from '../paging.ts'
import { crash, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { type Check, model, parse, withDefault } from '../spec.ts'
import { coding, integer, text } from '../spec-types.ts'
import type { Coding } from '../tables.ts'
import type { ValueSetPreferenceRow } from '../tables-clinical.ts'
import { isInValueSet, type ValueSet, valueSets } from '../value-sets.ts'

const mostFavourites = 50
const mostRecent = 20

const count: Check = (value) => {
  const findings = integer(value)
  if (findings.length > 0) return findings
  const limit = (type: string, word: string, key: string, bound: number) => [
    { type, loc: [], msg: `Input should be ${word} than ${bound}`, input: value, ctx: { [key]: bound } },
  ]
  if (Number(value) <= 0) return limit('greater_than', 'greater', 'gt', 0)
  return Number(value) >= 100 ? limit('less_than', 'less', 'lt', 100) : []
}

const expandSpec = model('ExpandRequest', {
  search: withDefault(text()),
  count: withDefault(count),
  display_language: withDefault(text()),
})

export function valueSetRoutes({ store, settings }: Context): Route[] {
  const named = (slug: string | undefined): ValueSet => {
    const found = valueSets.find((each) => each.slug === slug)
    if (found === undefined) throw notFound('ValueSet')
    return found
  }

  const expand = (call: Call) => {
    const set = named(call.params.slug)
    const body = parse(expandSpec, call.body())
    if (settings.terminology === 'unusable') throw crash()
    const results = set.concepts
      .filter(({ display }) => contains(display, String(body.search ?? '')))
      .slice(0, Number(body.count ?? 10))
      .map(({ display, system, code }) => ({ display, system, code, designation: [] }))
    return json({ results })
  }

  const lookUp = (call: Call) => {
    const { system, code } = parse(coding, call.body())
    const concept = valueSets
      .flatMap(({ concepts }) => concepts)
      .find((each) => each.system === system && each.code === code)
    if (concept === undefined) {
      return json({ error: 'No results found for the given system and code' }, 404)
    }
    const name = concept.system.includes('snomed') ? 'SNOMED CT' : concept.system
    return json({ properties: {}, designations: [], metadata: { name, ...concept } })
  }

  const preferencesOf = ({ user, params }: Call): ValueSetPreferenceRow => {
    const id = `${user.id} ${named(params.slug).slug}`
    return store.get('valueSetPreferences', id) ?? { id, favourites: [], recent: [] }
  }

  const sentCode = (call: Call, checked: boolean): Coding => {
    named(call.params.slug)
    const { system, code, display } = parse(coding, call.body()) as unknown as Coding
    if (checked && !isInValueSet(settings, code)) throw ruleBroken('Invalid code value')
    return { system: system ?? null, code, display: display ?? null }
  }

  const without = (codes: Coding[], { code }: Coding) => codes.filter((each) => each.code !== code)

  const change = (call: Call, changed: Partial<ValueSetPreferenceRow>, message: string) => {
    store.put('valueSetPreferences', { ...preferencesOf(call), ...changed })
    return json({ message })
  }

  const addFavourite = (call: Call) => {
    const sent = sentCode(call, true)
    const { favourites } = preferencesOf(call)
    const known = favourites.some(({ code }) => code === sent.code)
    if (known) return json({ message: `Code ${sent.code} already exists in favourites` })
    if (favourites.length >= mostFavourites) {
      throw ruleBroken(`Maximum number of favorites reached (${mostFavourites})`)
    }
    return change(call, { favourites: [sent, ...favourites] }, `Code ${sent.code} added to favourites`)
  }

  const addRecent = (call: Call) => {
    const sent = sentCode(call, true)
    const recent = [sent, ...without(preferencesOf(call).recent, sent)].slice(0, mostRecent)
    return change(call, { recent }, `Code ${sent.code} added to recent views`)
  }

  return [
    get('/api/v1/valueset/', ({ query }) => {
      const found = valueSets.filter(({ name }) => contains(name, query.get('name') ?? ''))
      return json(page(query, found, renderValueSet))
    }),
    post('/api/v1/valueset/lookup_code/', lookUp),
    get('/api/v1/valueset/:slug/', ({ params }) => json(renderValueSet(named(params.slug)))),
    post('/api/v1/valueset/:slug/expand/', expand),
    post('/api/v1/valueset/:slug/validate_code/', (call) =>
      json({ result: isInValueSet(settings, sentCode(call, false).code) }),
    ),
    get('/api/v1/valueset/:slug/favourites/', (call) => json(preferencesOf(call).favourites.map(renderCode))),
    get('/api/v1/valueset/:slug/recent_views/', (call) => json(preferencesOf(call).recent.map(renderCode))),
    post('/api/v1/valueset/:slug/add_favourite/', addFavourite),
    post('/api/v1/valueset/:slug/remove_favourite/', (call) => {
      const sent = sentCode(call, false)
      const favourites = without(preferencesOf(call).favourites, sent)
      return change(call, { favourites }, `Code ${sent.code} removed from favourites`)
    }),
    post('/api/v1/valueset/:slug/add_recent_view/', addRecent),
    post('/api/v1/valueset/:slug/clear_recent_views/', (call) =>
      change(call, { recent: [] }, 'All recent views cleared'),
    ),
  ]
}

const renderCode = ({ display, system, code }: Coding) => ({ display, system, code, designation: null })

const renderValueSet = ({ id, slug, name, system, root }: ValueSet) => ({
  id,
  slug,
  name,
  description: '',
  compose: {
    exclude: [],
    include: [
      root === undefined
        ? { system }
        : { system, filter: [{ op: 'is-a', value: root, property: 'concept' }] },
    ],
  },
  status: 'active',
  is_system_defined: true,
  created_by: {},
  updated_by: {},
})

// `/tag_config/`: which tags there are. Made by administrators; set and removed in `tag.ts`.
import { json } from '../answer.ts'
import { contains, page } from '../paging.ts'
import { requireSuperuser } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderTag, renderTagConfig } from '../shapes/tag.ts'
import { model, optional, parse, required } from '../spec.ts'
import { integer, oneOf, text, uuid } from '../spec-types.ts'

const spec = model('TagConfigWriteSpec', {
  slug: optional(text()),
  display: required(text()),
  category: required(text()),
  description: optional(text()),
  priority: required(integer),
  status: required(oneOf('active', 'archived')),
  resource: required(text()),
  facility: optional(uuid),
  parent: optional(uuid),
})

export function tagConfigRoutes(context: Context): Route[] {
  const { store } = context

  /** Every seeded tag belongs to the instance, so `facility` and `parent` leave nothing out. */
  const list = ({ query }: Call) => {
    const is = (name: string, value: string) => (query.get(name) || value) === value
    const found = store
      .all('tagConfigs')
      .filter((each) => is('resource', each.resource) && is('status', each.status))
      .filter((each) => is('category', each.category) && contains(each.display, query.get('display') ?? ''))
    return json(page(query, found.reverse(), renderTag))
  }

  return [
    get('/api/v1/tag_config/', list),
    post('/api/v1/tag_config/', (call) => {
      const body = parse(spec, call.body())
      requireSuperuser(call.user, 'You do not have permission to create tag configs')
      const { display, category, status, resource } = body as Record<string, string>
      const tag = store.put('tagConfigs', {
        ...recordedNow(context, call),
        display: String(display),
        category: String(category),
        priority: Number(body.priority),
        status: String(status),
        resource: String(resource),
      })
      return json(renderTagConfig(store, tag))
    }),
    get('/api/v1/tag_config/:id/', ({ params }) =>
      json(renderTagConfig(store, seek(store, 'tagConfigs', params.id))),
    ),
  ]
}

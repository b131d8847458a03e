// How the tags of a record look in it.
import type { Store } from '../store.ts'
import type { TagConfigRow } from '../tables.ts'

const renderTag = (tag: TagConfigRow) => ({
  id: tag.id,
  display: tag.display,
  category: tag.category,
  description: null,
  priority: tag.priority,
  status: 'active',
  level_cache: 0,
  has_children: false,
  resource: tag.resource,
})

export function tagsOf(store: Store, ids: string[]) {
  return ids.flatMap((id) => {
    const tag = store.get('tagConfigs', id)
    return tag === undefined ? [] : [renderTag(tag)]
  })
}

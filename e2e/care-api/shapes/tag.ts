// How the tags of a record look in it.
import type { Store } from '../store.ts'
import type { TagConfigRow } from '../tables.ts'
import { nestedUserOf } from './user.ts'

export const renderTag = (tag: TagConfigRow) => ({
  id: tag.id,
  display: tag.display,
  category: tag.category,
  description: null,
  priority: tag.priority,
  status: tag.status,
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

/** Alone, as its own page shows it. */
export const renderTagConfig = (store: Store, tag: TagConfigRow) => ({
  ...renderTag(tag),
  created_by: nestedUserOf(store, tag.created_by),
  updated_by: nestedUserOf(store, tag.updated_by),
  facility_organization: null,
  organization: null,
})

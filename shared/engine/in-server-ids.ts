// A page's read in the server's ids, as far as they are known.

import type { MatchedRead } from '../policy/read-policy.ts'
import { withPartialId } from '../projection/project.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { Translated } from './api-caller.ts'
import { translateRequest } from './translate.ts'

export function inServerIds(
  asked: MatchedRead,
  view: LocalView,
): { read: MatchedRead; translated: Translated } {
  const translated = translateRequest(asked.request, view.ids)
  const read = withPartialId(rematch(asked, translated), (partial) => view.ids.partialId(partial))
  return { read, translated }
}

const rematch = (asked: MatchedRead, { request, spokeTemporary }: Translated): MatchedRead =>
  spokeTemporary
    ? { ...asked, request, params: asked.policy.path.match(request.path) ?? asked.params }
    : asked

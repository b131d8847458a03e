// A page's read in the server's ids, as far as they are known.

import type { MatchedRead } from '../policy/read-policy.ts'
import { withPartialId } from '../projection/project.ts'
import type { LocalView } from '../projection/projected-writes.ts'
import type { Translated } from './api-caller.ts'
import { translateRequest } from './translate.ts'

export interface InServerIds {
  read: MatchedRead
  /** With the first characters of an id that has another name now. So few may also be those of an id that has not. */
  renamed: MatchedRead | undefined
  translated: Translated
}

export function inServerIds(asked: MatchedRead, view: LocalView): InServerIds {
  const translated = translateRequest(asked.request, view.ids)
  const read = rematch(asked, translated)
  const renamed = withPartialId(read, (partial) => view.ids.partialId(partial))
  return { read, renamed: renamed === read ? undefined : renamed, translated }
}

const rematch = (asked: MatchedRead, { request, spoken }: Translated): MatchedRead =>
  spoken.length > 0
    ? { ...asked, request, params: asked.policy.path.match(request.path) ?? asked.params }
    : asked

// Pages may go on speaking in temporary ids: their requests are put into the server's, the answers back into theirs.

import type { ApiRequest } from '../api-request.ts'
import type { IdMap } from '../ids/id-map.ts'
import { replaceIdsInRequest, replaceIdsInText, temporaryIdsInRequest } from '../ids/replace-ids.ts'
import type { Translated } from './api-caller.ts'

export interface Translation extends Translated {
  ids: IdMap
}

export function translateRequest(asked: ApiRequest, ids: IdMap): Translated {
  const spoken = temporaryIdsInRequest(asked)
  if (spoken.length === 0) return { request: asked, spoken, unresolved: [] }
  const request = replaceIdsInRequest(asked, ids.toServer)
  return { request, spoken, unresolved: temporaryIdsInRequest(request) }
}

/** An answer's text for a page that used temporary ids: every id that pages know by a temporary one gets it back. */
export const translateAnswer = (text: string, { spoken }: Pick<Translated, 'spoken'>, ids: IdMap): string =>
  spoken.length > 0 ? replaceIdsInText(text, ids.toWordsOf(spoken)) : text

// A read as pages and engine speak of it in the open: the same for whoever asks the same, and it tells nobody what was
// searched for.

import { type ApiRequest, canonicalKey } from './api-request.ts'

/** 53 bits of the request's canonical key (cyrb53): enough to tell the reads of one page from each other. */
export function questionOf(request: ApiRequest): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const letter of canonicalKey(request)) {
    const code = letter.codePointAt(0) ?? 0
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return ((low >>> 0).toString(16) + (high >>> 0).toString(16).padStart(8, '0')).padStart(16, '0')
}

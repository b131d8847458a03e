// What CARE's screens write for their own convenience, and what may be lost.

import type { DisposablePolicy } from '../policy/disposable-policy.ts'
import { route } from './asked.ts'

export const disposables: DisposablePolicy[] = [
  {
    // The codes that this user chose last, offered first the next time. CARE answers with a sentence.
    key: 'valueset.addRecentView',
    method: 'POST',
    path: route('valueset/{slug:slug}/add_recent_view/'),
    letGo: { message: 'Not added to recent views, for CARE cannot be reached' },
  },
]

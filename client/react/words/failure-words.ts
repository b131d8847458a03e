// What to tell people about a failure: a sentence and what stands in its gaps. Codes end here.

import type { Failure } from '../../../shared/failure.ts'
import type { WordKey } from './en.ts'

export interface Sentence {
  key: WordKey
  values?: Record<string, string | number>
}

export function failureWords(failure: Failure): Sentence {
  switch (failure.code) {
    case 'no-answer':
      return { key: 'failure_no_answer' }
    case 'not-the-api':
      return { key: 'failure_not_the_api' }
    case 'busy':
      return { key: 'failure_busy' }
    case 'server-error':
      return { key: 'failure_server_error' }
    case 'refused':
      return { key: 'failure_refused', values: { words: failure.words } }
    case 'auth-required':
      return { key: 'failure_auth_required' }
    case 'unsure':
      return { key: 'failure_unsure' }
    case 'likely-duplicate':
      return {
        key: 'failure_likely_duplicate',
        values: { labels: failure.candidates.map(({ label }) => label).join('; ') },
      }
    case 'content-unreachable':
      return { key: 'failure_content_unreachable' }
    case 'content-gone':
      return { key: 'failure_content_gone' }
    case 'record-gone':
      return { key: 'failure_record_gone' }
    case 'record-closed':
      return { key: 'failure_record_closed' }
    case 'not-now':
      return { key: editWords[failure.state] ?? 'failure_not_now' }
    case 'overtaken':
      return { key: 'failure_overtaken' }
    case 'missing-parent':
      return { key: 'failure_missing_parent' }
    case 'circular':
      return { key: 'failure_circular' }
    case 'unknown-type':
      return { key: 'failure_unknown_type' }
    case 'invalid':
      return {
        key: 'failure_invalid',
        values: { words: failure.issues.map((issue) => issue.words).join('; ') },
      }
    case 'storage':
      return { key: storageWords(failure.reason) }
    case 'bridge':
      return { key: bridgeWords(failure.reason) }
  }
}

/** Why an edit was not taken, where that can be told. */
const editWords: Record<string, WordKey> = {
  'other-record': 'edit_other_record',
  needed: 'edit_needed',
  circular: 'failure_circular',
}

function storageWords(reason: Extract<Failure, { code: 'storage' }>['reason']): WordKey {
  switch (reason) {
    case 'quota':
      return 'failure_storage_full'
    case 'blocked':
      return 'failure_storage_blocked'
    case 'newer-schema':
      return 'failure_storage_newer'
    case 'closed':
    case 'timeout':
    case 'unavailable':
      return 'failure_storage'
  }
}

function bridgeWords(reason: Extract<Failure, { code: 'bridge' }>['reason']): WordKey {
  switch (reason) {
    case 'no-worker':
      return 'failure_bridge_absent'
    case 'protocol':
      return 'failure_bridge_protocol'
    case 'timeout':
    case 'malformed':
      return 'failure_bridge_silent'
  }
}

// Exchanges that the embedded API does not answer yet as CARE did, each with the reason. The contract test
// plays them too: an entry that has come to match is stale, and fails.
import type { RecordedFile } from './recording.ts'

interface LeftOut {
  file: RecordedFile
  index: number
  /** How the case begins, so that an entry cannot drift to another exchange. */
  case: string
  reason: string
}

export const leftOut: LeftOut[] = []

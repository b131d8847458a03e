// Why a write is where it is, and what comes next: as data, for the page has the words.

import type { Failure } from '../failure.ts'
import type { Pause } from './ask.ts'

export type Why =
  | { code: 'received'; atMs: number }
  /** It goes with the next step of the replay. */
  | { code: 'next' }
  /** Nothing is sent now, whatever the write. */
  | { code: 'paused'; pause: Pause }
  /** The server is left in peace until then. */
  | { code: 'server-rests'; untilMs: number }
  | { code: 'sending'; sinceMs: number }
  /** Its answer was lost: it is looked for on the server, not before `atMs`, and then sent or settled. */
  | { code: 'looking'; atMs: number; failure: Failure }
  /** It is tried again by itself. */
  | { code: 'retry'; atMs: number; failure: Failure; tries: number; of: number }
  /** Other writes go first; they move by themselves. */
  | { code: 'behind'; labels: string[] }
  /** Other writes go first, and those need a person. */
  | { code: 'held'; labels: string[] }
  | { code: 'conflict'; fields: string[] }
  /** Nothing happens until a person does something. */
  | { code: 'attention'; failure: Failure }

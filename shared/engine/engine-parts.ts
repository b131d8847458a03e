// What the parts of one engine share.

import type { EngineEvent } from '../bridge/engine-event.ts'
import type { Reachability } from '../connection/reachability.ts'
import type { Contents } from '../outbox/content.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Policies } from '../policy/policies.ts'
import type { Ports } from '../ports.ts'
import type { Sessions } from '../session/sessions.ts'
import type { ResponseStore } from '../store/response-database.ts'

export interface EngineParts {
  policies: Policies
  ports: Ports
  outbox: Outbox
  contents: Contents
  sessions: Sessions
  responses: ResponseStore
  reachability: Reachability
  emit: (event: EngineEvent) => void
}

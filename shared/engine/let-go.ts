// A request that may be lost: passed on while CARE answers, and let go, with a calm answer, when it does not. Nothing of
// it is stored, and nothing is sent later.

import type { IdMap } from '../ids/id-map.ts'
import type { MatchedDisposable } from '../policy/disposable-policy.ts'
import { classify, type Verdict } from '../replay/classify.ts'
import type { EngineReply } from './answer-read.ts'
import type { Caller } from './api-caller.ts'
import { type EngineAnswer, jsonAnswer } from './engine-answer.ts'
import type { FetchTools } from './fetch-read.ts'
import { translateAnswer, translateRequest } from './translate.ts'

type Tools = Pick<FetchTools, 'policies' | 'network' | 'clock' | 'reachability'>

const timeoutMs = 30_000

export async function sendOrLetGo(
  { policies, network, clock, reachability }: Tools,
  { policy, request: asked }: MatchedDisposable,
  ids: IdMap,
  caller: Caller,
): Promise<EngineReply> {
  const letGo = jsonAnswer(200, policy.letGo, 'let-go')
  const translated = translateRequest(asked, ids)
  const { request, unresolved } = translated
  if (unresolved.length > 0 || reachability.connectivity() === 'offline') return reply(letGo)
  const leftAtMs = clock.now()
  const heard = network.send(request, { token: caller.token, timeoutMs }).then((answer) => {
    const verdict = classify(answer, policies)
    if (answer.kind === 'none') reachability.silent(leftAtMs)
    else if (verdict.kind === 'not-the-api') reachability.intruded()
    else reachability.answered(clock.now() - leftAtMs)
    return { answer, passesOn: passedOn.has(verdict.kind) }
  })
  const patience = clock.timer(reachability.patienceMs(true))
  const first = await Promise.race([heard, patience.done.then(() => 'late' as const)])
  patience.cancel()
  if (first === 'late') {
    reachability.silent(leftAtMs)
    return { answer: letGo, background: heard }
  }
  const { answer, passesOn } = first
  if (!passesOn || answer.kind === 'none') return reply(letGo)
  const { status, contentType, text } = answer
  return reply({
    status,
    headers: { 'content-type': contentType },
    text: status === 204 ? null : translateAnswer(text, translated, ids),
  })
}

const passedOn: ReadonlySet<Verdict['kind']> = new Set(['accepted', 'refused', 'dead-session'])

const reply = (answer: EngineAnswer): EngineReply => ({ answer, background: Promise.resolve() })

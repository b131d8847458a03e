// Batches: how CARE sends forms, and closes encounters. One write, composed of the policies of its sub-requests, with
// everything in its place: `/results/0/data/id` in the answer, `/requests/0/body` in the payload.

import { type ApiRequest, canonicalKey } from '../../api-request.ts'
import { equalJson, type Json, valueAt, withValueAt } from '../../json.ts'
import { partsOf } from '../../policy/write-parts.ts'
import type {
  CompleteContext,
  Entered,
  InvalidField,
  KnownAnswers,
  MatchedWrite,
  Needs,
  NormalizeContext,
  WritePolicy,
} from '../../policy/write-policy.ts'
import { batchRoute } from '../batch.ts'
import { asObject, objectsIn } from '../json-record.ts'
import { batchAffects } from './affects.ts'
import { explainBatch } from './explaining.ts'
import { guardBatch, probeBatch } from './looking.ts'
import { answerAt, type SubWrite, subWritesIn } from './sub-writes.ts'

const mostInBatch = 20

/** `policies`: of what may be sent alone. A batch inside a batch is none of ours. */
export function createBatchWrites(policies: readonly WritePolicy[]): WritePolicy[] {
  const subsOf = (request: ApiRequest) => subWritesIn(request, policies) ?? []
  const keysIn = (request: ApiRequest) => subsOf(request).map(({ write }) => write.policy.key)
  const isOf = (request: ApiRequest, kind: (keys: string[]) => boolean) => {
    const keys = keysIn(request)
    return keys.length > 0 && kind(keys)
  }

  const batch = {
    version: 1,
    method: 'POST',
    path: batchRoute,
    validate: (request) => [
      ...checkFrame(request),
      ...subsOf(request).flatMap(({ write, index }) => placed(index, write.policy.validate(write.request))),
    ],
    foresee: ({ request }, context) => {
      const subs = subsOf(request)
      const wishes = wishesOf(subs)
      return subs.flatMap(({ write, index }) =>
        placed(
          index,
          write.policy.foresee?.(write, { ...context, known: knownTo(index, wishes, context.known) }) ?? [],
        ),
      )
    },
    creates: (request) =>
      subsOf(request).flatMap(({ write, index }) =>
        write.policy.creates(write.request).map((pointer) => `${answerAt(index)}${pointer}`),
      ),
    complete: ({ request }, context) => complete(request, subsOf(request), context),
    shownOn: ({ request }, writeId) =>
      unique(
        subsOf(request).flatMap(({ write, index }) => write.policy.shownOn?.(write, writeId, index) ?? []),
      ),
    datedOnArrival: (request) =>
      subsOf(request).some(({ write }) => write.policy.datedOnArrival?.(write.request)),
    changes: ({ request }) => unique(subsOf(request).flatMap(({ write }) => write.policy.changes(write))),
    needs: ({ request }) => Object.fromEntries(wishesOf(subsOf(request)).map(({ as, wish }) => [as, wish])),
    normalize: ({ request }, context) => normalize(subsOf(request), context),
    affects: batchAffects(policies),
    parts: ({ request }) =>
      subsOf(request).flatMap(({ write, index }) =>
        partsOf(write).map((part) => ({
          ...part,
          at: `/requests/${index}/body${part.at}`,
          answerAt: `${answerAt(index)}${part.answerAt}`,
        })),
      ),
    replaces: ({ request }) =>
      subsOf(request).flatMap(({ write, index }) =>
        (write.policy.replaces?.(write) ?? []).map(({ record, by }) => ({
          record,
          by: `${answerAt(index)}${by}`,
        })),
      ),
    probe: probeBatch(policies),
    guard: guardBatch(policies),
    explain: explainBatch(policies),
    entered: ({ request }, provisional) =>
      subsOf(request).flatMap(({ write, index }) =>
        enteredIn(write, valueAt(provisional, answerAt(index)) ?? null),
      ),
    lanes: ({ request }) => unique(subsOf(request).flatMap(({ write }) => write.policy.lanes?.(write) ?? [])),
    mayHaveLanded: (status, body) => policies.some((policy) => policy.mayHaveLanded?.(status, body)),
    ...(policies.some(({ stamp }) => stamp)
      ? {
          stamp: (request: ApiRequest, writeId: string) =>
            subsOf(request).reduce((stamped, sub) => stampSub(stamped, sub, writeId), request),
        }
      : {}),
    label: ({ request }, known) => labelOf(subsOf(request), known),
  } satisfies Partial<WritePolicy>

  const isForm = (key: string) => key === 'questionnaire.submit'
  const isClosing = (key: string) => key === 'encounter.close'
  return [
    {
      ...batch,
      key: 'encounter.closeBatch',
      type: 'mark_encounter_as_complete',
      resource: 'encounter',
      accepts: (request) => isOf(request, (keys) => keys.some(isClosing)),
    },
    {
      ...batch,
      key: 'questionnaire.submitBatch',
      type: 'non_structured_questionnaire',
      resource: 'questionnaireResponse',
      accepts: (request) => isOf(request, (keys) => keys.every(isForm)),
    },
    {
      ...batch,
      key: 'questionnaire.structuredBatch',
      type: 'structured_questionnaire',
      resource: 'questionnaireResponse',
      accepts: (request) => isOf(request, (keys) => !keys.some(isClosing) && !keys.every(isForm)),
    },
  ]
}

const enteredIn = (write: MatchedWrite, provisional: Json): Entered[] =>
  write.policy.entered?.(write, provisional) ?? [{ name: '', value: write.request.body ?? null }]

const unique = (texts: string[]): string[] => [...new Set(texts)]

/** What the server refuses before it looks at any sub-request. */
function checkFrame({ body }: ApiRequest): InvalidField[] {
  const requests = objectsIn(asObject(body).requests)
  const nameless = requests.flatMap((sub, index) =>
    typeof sub.reference_id === 'string' && (sub.body === undefined || isPlain(sub.body)) ? [] : [index],
  )
  return [
    ...(requests.length > mostInBatch
      ? [{ at: ['requests'], words: `More than ${mostInBatch} forms at once.` }]
      : []),
    ...nameless.map((index) => ({ at: ['requests', index], words: 'This part of the form cannot be sent.' })),
  ]
}

const placed = (index: number, fields: InvalidField[]): InvalidField[] =>
  fields.map(({ at, words }) => ({ at: ['requests', index, 'body', ...at], words }))

const isPlain = (body: Json): boolean => typeof body === 'object' && body !== null && !Array.isArray(body)

interface Wish {
  index: number
  /** Its name in the sub-request's policy, and in the batch. */
  name: string
  as: string
  wish: Needs[string]
}

/** The same wish of several is one; a name that means something else in another sub-request gets its number. */
function wishesOf(subs: SubWrite[]): Wish[] {
  const wishes: Wish[] = []
  for (const { write, index } of subs) {
    for (const [name, wish] of Object.entries(write.policy.needs?.(write) ?? {})) {
      const other = wishes.find((one) => one.as === name)
      wishes.push({
        index,
        name,
        as: !other || isSameWish(other.wish, wish) ? name : `${index} ${name}`,
        wish,
      })
    }
  }
  return wishes
}

const isSameWish = (a: Needs[string], b: Needs[string]): boolean =>
  'path' in a && 'path' in b ? canonicalKey(a) === canonicalKey(b) : equalJson(a as Json, b as Json)

const knownTo = (index: number, wishes: Wish[], known: KnownAnswers): KnownAnswers =>
  Object.fromEntries(wishes.filter((wish) => wish.index === index).map(({ name, as }) => [name, known[as]]))

function normalize(subs: SubWrite[], context: NormalizeContext): Json {
  const wishes = wishesOf(subs)
  const results = subs.map(({ write, index, referenceId }) => {
    const own = Object.entries(context.created).flatMap(([pointer, id]): [string, string][] =>
      pointer.startsWith(`${answerAt(index)}/`) ? [[pointer.slice(answerAt(index).length), id]] : [],
    )
    const data = write.policy.normalize(write, {
      ...context,
      known: knownTo(index, wishes, context.known),
      created: Object.fromEntries(own),
    })
    return { reference_id: referenceId, data, status_code: 200 }
  })
  return { results }
}

/** Each part as it would be completed alone; what one of them does not know no part can be sent without. */
function complete(
  request: ApiRequest,
  subs: SubWrite[],
  context: CompleteContext,
): Json | 'unknown' | undefined {
  const wishes = wishesOf(subs)
  let body = request.body ?? null
  for (const { write, index } of subs) {
    const known = knownTo(index, wishes, context.known)
    const whole = write.policy.complete?.(write, { ...context, known })
    if (whole === 'unknown') return 'unknown'
    if (whole !== undefined) body = withValueAt(body, `/requests/${index}/body`, whole)
  }
  return body
}

function stampSub(request: ApiRequest, { write, index }: SubWrite, writeId: string): ApiRequest {
  const stamped = write.policy.stamp?.(write.request, writeId).body
  return stamped === undefined
    ? request
    : { ...request, body: withValueAt(request.body ?? null, `/requests/${index}/body`, stamped) }
}

/** What is said of all of them (the patient's name) comes last. */
function labelOf(subs: SubWrite[], known: KnownAnswers): string {
  const wishes = wishesOf(subs)
  const labels = subs.map(({ write, index }) =>
    write.policy
      .label(write, knownTo(index, wishes, known))
      .split(', ')
      .filter((part) => part !== ''),
  )
  const parts = unique(labels.flat())
  const isShared = (part: string) => labels.every((label) => label.includes(part))
  return [...parts.filter((part) => !isShared(part)), ...parts.filter(isShared)].join(', ')
}

// What people say about a resource request. CARE gives a comment no id: it is told by its words, its author and when it
// came. Here it has one of its own until it is received, so that it is not shown twice.

import type { Json, JsonObject } from '../../json.ts'
import type { Affect, Probe, WritePolicy } from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { atMost, checkForm, required } from '../form-check.ts'
import { addNew } from '../in-doubt.ts'
import { innerIdOfWrite } from '../inner-id.ts'
import { echoInstant } from '../instants.ts'
import { asObject, findRecord, sameId, textOf } from '../json-record.ts'
import { userWithMeta } from '../people.ts'
import { isByUser, judgeAnswers, rowsSince } from '../probe-tools.ts'

const mostLetters = 5_000

const commentId = (writeId: string, inBatch = 0): string => innerIdOfWrite(writeId, inBatch)

const inList: Affect = {
  read: 'resourceRequest.comments',
  project(body, write, { request, params }) {
    if (!sameId(params.id, write.params.id)) return body
    const row: JsonObject = {
      ...asObject(write.provisional),
      ...asObject(write.answer),
      id: commentId(write.id, write.index),
    }
    return addNew(body, request, row, write, ['/comment', '/created_by/id'])
  },
}

/** The same may rightly be said twice; what was said before the newest attempt may be an earlier saying. */
const probeComment: Probe = function* ({ request, params }, context) {
  const rows = yield* rowsSince((page) => asked.resourceComments(params.id ?? '', page), context)
  if (!rows) return { unsure: [] }
  const words = textOf(asObject(request.body).comment).trim()
  const result = judgeAnswers(
    rows.filter((row) => isByUser(row, context) && textOf(row.comment).trim() === words),
    context,
  )
  // There is no id by which a person could name it.
  return 'unsure' in result ? { unsure: [] } : result
}

export const commentWrites: WritePolicy[] = [
  {
    key: 'resourceRequest.comment',
    type: 'comment_on_resource_request',
    version: 1,
    method: 'POST',
    path: route('resource/{id}/comment/'),
    resource: 'resourceComment',
    validate: ({ body }) =>
      checkForm(body, [required('comment', 'Comment'), atMost('comment', 'Comment', mostLetters)]),
    creates: () => [],
    // It adds to the request and changes nothing of it: one that is refused holds back nothing else.
    changes: () => [],
    shownOn: ({ params }, writeId, inBatch) => [params.id ?? '', commentId(writeId, inBatch)],
    datedOnArrival: () => true,
    needs: ({ params }) => ({ user: asked.currentUser(), request: asked.resourceRequest(params.id ?? '') }),
    normalize: ({ request }, { known, now, userId }): Json => ({
      comment: asObject(request.body).comment ?? '',
      created_by: userWithMeta(known.user, userId),
      created_date: echoInstant(now),
    }),
    affects: [inList],
    probe: probeComment,
    label: ({ params }, known) => {
      const request = findRecord([known.request], params.id)
      const names = [asObject(request?.related_patient).name, request?.title].map(textOf)
      return names.filter((name) => name !== '').join(' · ')
    },
  },
]

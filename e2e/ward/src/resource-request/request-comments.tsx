// What was said about a resource request, and a line to say more.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrivalNote, PendingBadge } from 'care-offline/react'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Textarea } from '../components/ui/textarea.tsx'
import { mutate } from '../request/mutate.ts'
import { requestCommentsQuery, resourceRequestApi } from '../resources/resource-request.ts'
import { fullName } from '../resources/user.ts'

export function RequestComments({ requestId }: { requestId: string }) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const queryClient = useQueryClient()
  const comments = useQuery(requestCommentsQuery(requestId))
  const [words, setWords] = useState('')
  const say = useMutation({
    mutationFn: mutate(resourceRequestApi.comment, { pathParams: { id: requestId } }),
    onSuccess: () => {
      setWords('')
      void queryClient.invalidateQueries({ queryKey: requestCommentsQuery(requestId).queryKey })
    },
  })
  return (
    <div className="flex flex-col gap-4">
      <QueryView query={comments} what={t('comments')}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('no_comments')}</Empty>
          ) : (
            <ul aria-label={t('comments')} className="flex flex-col gap-3">
              {results.map((comment) => (
                // Only one that waits here has an id: CARE gives none.
                <li key={comment.id ?? `${comment.created_date} ${comment.comment}`}>
                  <p className="break-words whitespace-pre-wrap text-gray-900">{comment.comment}</p>
                  <p className="flex flex-wrap items-center gap-2 text-sm text-gray-500">
                    {fullName(comment.created_by)} · {dayAndTime(comment.created_date)}
                    {comment.id && <PendingBadge record={comment.id} />}
                    {comment.id && <ArrivalNote record={comment.id} />}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <form
        aria-label={t('add_comment')}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          say.mutate({ comment: words.trim() })
        }}
      >
        <Field label={t('comment')}>
          {(control) => (
            <Textarea {...control} value={words} onChange={({ target }) => setWords(target.value)} />
          )}
        </Field>
        <Button type="submit" disabled={say.isPending || words.trim() === ''}>
          <Send aria-hidden />
          {t('add_comment')}
        </Button>
      </form>
    </div>
  )
}

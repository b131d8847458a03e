// A saved item in the form that made it: what is changed here goes in its place, never beside it.
import { useQuery } from '@tanstack/react-query'
import { failureWords, useWriteCalls, useWrites, WriteReason } from 'care-offline/react'
import { navigate, useQueryParams } from 'raviger'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { useDocumentTitle } from '../components/page-title.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { MendBooking } from './mend-booking.tsx'
import { MendEncounter } from './mend-encounter.tsx'
import { MendFindings } from './mend-findings.tsx'
import { MendForm } from './mend-form.tsx'
import { MendPatient } from './mend-patient.tsx'
import type { MendProps, Write } from './mend-props.ts'
import { MendRequest } from './mend-request.tsx'

export function MendPage({ writeId }: { writeId: string }) {
  const { t } = useTranslation()
  const view = useWrites()
  const title = useRef<HTMLHeadingElement>(null)
  // Once open it stays, with what is typed in it, whatever becomes of the item meanwhile: saving tells.
  const [opened, setOpened] = useState<Write | null>(null)
  const write = view.status === 'ready' ? view.list.writes.find(({ id }) => id === writeId) : undefined
  if (!opened && write?.actions.includes('edit')) setOpened(write)
  useDocumentTitle(t('mend_title'))
  useEffect(() => title.current?.focus(), [])
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <h1
        ref={title}
        tabIndex={-1}
        className="text-2xl font-semibold tracking-tight text-gray-900 outline-none"
      >
        {t('mend_title')}
      </h1>
      {opened && <WriteForm write={opened} />}
      {!opened && view.status === 'ready' && <Empty>{t('mend_gone')}</Empty>}
    </div>
  )
}

function WriteForm({ write }: { write: Write }) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('care-offline')
  const [{ from = '/sync' }] = useQueryParams()
  const { details, edit } = useWriteCalls()
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  // Not loaded anew under the hands of whoever fills the form in.
  const saved = useQuery({
    queryKey: ['write-details', write.id, write.revision],
    queryFn: () => details(write.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

  async function save(payload: object, path?: string) {
    setSaving(true)
    const result = await edit(write.id, payload as never, path)
    setSaving(false)
    if (!result.ok) {
      const { key, values } = failureWords(result.failure)
      return setProblem(say(key, { ...values, interpolation: { escapeValue: false } }))
    }
    toast.success(t('mend_saved'))
    navigate(from)
  }

  return (
    <>
      <WriteReason write={write} />
      <QueryView query={saved} what={t('form')}>
        {(result) =>
          result.ok && result.value ? (
            <Form
              write={write}
              payload={result.value.payload as never}
              path={result.value.path}
              record={result.value.record}
              saving={saving}
              save={(payload, path) => void save(payload, path)}
              cancel={() => navigate(from)}
            />
          ) : (
            <Empty>{t('mend_gone')}</Empty>
          )
        }
      </QueryView>
      <div role="alert">
        {problem && (
          <p className="rounded-lg border border-red-200 bg-red-50 p-3 text-sm text-red-900">{problem}</p>
        )}
      </div>
    </>
  )
}

function Form(props: MendProps<never>) {
  const { t } = useTranslation()
  switch (props.write.type) {
    case 'create_patient':
    case 'update_patient':
      return <MendPatient {...props} />
    case 'create_encounter':
      return <MendEncounter {...props} />
    case 'non_structured_questionnaire':
      return <MendForm {...props} />
    case 'structured_questionnaire':
      return <MendFindings {...props} />
    case 'create_resource_request':
      return <MendRequest {...props} />
    case 'create_appointment':
    case 'reschedule_appointment':
      return <MendBooking {...props} />
    default:
      return <Empty>{t('mend_no_form')}</Empty>
  }
}

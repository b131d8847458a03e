// A gentle look for patients with the same phone. It never holds anybody up, and says so when it could not look.
import { useQuery } from '@tanstack/react-query'
import { Info, TriangleAlert } from 'lucide-react'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { patientsByPhoneQuery } from '../resources/patient.ts'
import { isPhoneNumber, toE164 } from './phone-number.ts'

interface DuplicateNoticeProps {
  phone: string
  ownPartialId: string | undefined
}

export function DuplicateNotice({ phone, ownPartialId }: DuplicateNoticeProps) {
  const { t } = useTranslation()
  const typed = toE164(useDeferredValue(phone))
  const number = isPhoneNumber(typed) ? typed : ''
  const search = useQuery({ ...patientsByPhoneQuery(number), retry: false })
  if (number === '') return null
  if (search.isError) {
    return (
      <p
        role="status"
        className="flex items-center gap-2 rounded-lg border border-amber-300 bg-amber-50 p-3 text-sm text-amber-950 md:col-span-2"
      >
        <TriangleAlert className="size-4 shrink-0 text-amber-700" aria-hidden />
        {t('duplicates_not_checked')}
      </p>
    )
  }
  const others = search.data?.results.filter((patient) => patient.partial_id !== ownPartialId) ?? []
  if (others.length === 0) return null
  return (
    <div
      role="status"
      className="flex gap-2 rounded-lg border border-blue-200 bg-blue-50 p-3 text-sm text-blue-950 md:col-span-2"
    >
      <Info className="size-4 shrink-0 translate-y-0.5 text-blue-700" aria-hidden />
      <div>
        <p>{t('duplicates_found', { count: others.length })}</p>
        <ul className="list-inside list-disc font-medium">
          {others.slice(0, 5).map((patient) => (
            <li key={patient.partial_id}>{`${patient.name}, ${t(`gender_${patient.gender}`)}`}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { PendingBadge } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '../components/query-view.tsx'
import { patientQuery } from '../resources/patient.ts'
import { AgeAndSex } from './identity.tsx'

/** Whom a form is about, in one line above it. */
export function PatientLine({ patientId }: { patientId: string }) {
  const { t } = useTranslation()
  const patient = useQuery(patientQuery(patientId))
  return (
    <QueryView query={patient} what={t('patient')}>
      {(loaded) => (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-gray-600">
          <span className="font-semibold text-gray-900">{loaded.name}</span>
          <span>
            <AgeAndSex patient={loaded} />
          </span>
          <PendingBadge record={loaded.id} />
        </p>
      )}
    </QueryView>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate, useQueryParams } from 'raviger'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { fromLocalInput } from '../components/date-time.ts'
import { PageTitle } from '../components/page-title.tsx'
import { QueryView } from '../components/query-view.tsx'
import { EncounterForm } from '../encounter/encounter-form.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import { mutate } from '../request/mutate.ts'
import { encounterApi } from '../resources/encounter.ts'
import { facilityOrganizationsQuery } from '../resources/facility.ts'

interface NewEncounterPageProps {
  facilityId: string
  patientId: string
}

export function NewEncounterPage({ facilityId, patientId }: NewEncounterPageProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  /** Begun from a booking, it is that booking's encounter. */
  const [{ appointment }] = useQueryParams<{ appointment?: string }>()
  const departments = useQuery(facilityOrganizationsQuery(facilityId))
  const home = `/facility/${facilityId}/patient/${patientId}`
  const start = useMutation({
    mutationFn: mutate(encounterApi.create),
    onSuccess: () => {
      toast.success(t('encounter_started'))
      void queryClient.invalidateQueries({ queryKey: ['encounters', patientId] })
      void queryClient.invalidateQueries({ queryKey: ['encounterList', facilityId] })
      navigate(home)
    },
  })
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageTitle>{t('start_encounter')}</PageTitle>
      <PatientLine patientId={patientId} />
      <QueryView query={departments} what={t('departments')}>
        {({ results }) => (
          <EncounterForm
            departments={results}
            submitLabel={t('start_encounter')}
            saving={start.isPending}
            onCancel={() => navigate(home)}
            onSubmit={({ started, ...form }) =>
              start.mutate({
                ...form,
                patient: patientId,
                facility: facilityId,
                period: { start: fromLocalInput(started) },
                hospitalization: {},
                ...(appointment ? { appointment } : {}),
                tags: [],
              })
            }
          />
        )}
      </QueryView>
    </div>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate } from 'raviger'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { PageTitle } from '../components/page-title.tsx'
import { QueryView } from '../components/query-view.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import { QuestionnaireForm } from '../questionnaire/questionnaire-form.tsx'
import { mutate } from '../request/mutate.ts'
import { batchApi, questionnaireQuery } from '../resources/questionnaire.ts'

const SLUG = 'vitals'

interface VitalsPageProps {
  facilityId: string
  patientId: string
  encounterId: string
}

export function VitalsPage({ facilityId, patientId, encounterId }: VitalsPageProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const questionnaire = useQuery(questionnaireQuery(SLUG))
  const home = `/facility/${facilityId}/patient/${patientId}`
  const submit = useMutation({
    mutationFn: mutate(batchApi.submit),
    onSuccess: () => {
      toast.success(t('vitals_recorded'))
      void queryClient.invalidateQueries({ queryKey: ['questionnaireResponses', patientId, encounterId] })
      void queryClient.invalidateQueries({ queryKey: ['encounter', encounterId] })
      navigate(home)
    },
  })
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageTitle>{t('record_vitals')}</PageTitle>
      <PatientLine patientId={patientId} />
      <QueryView query={questionnaire} what={t('form')}>
        {(loaded) => (
          <QuestionnaireForm
            questionnaire={loaded}
            submitLabel={t('save')}
            saving={submit.isPending}
            onCancel={() => navigate(home)}
            onSubmit={(results) =>
              submit.mutate({
                requests: [
                  {
                    url: `/api/v1/questionnaire/${loaded.slug}/submit/`,
                    method: 'POST',
                    reference_id: loaded.id,
                    body: { resource_id: encounterId, encounter: encounterId, patient: patientId, results },
                  },
                ],
              })
            }
          />
        )}
      </QueryView>
    </div>
  )
}

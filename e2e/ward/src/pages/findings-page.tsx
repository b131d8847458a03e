import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate } from 'raviger'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { PageTitle } from '../components/page-title.tsx'
import { QueryView } from '../components/query-view.tsx'
import { type Chosen, FindingsForm } from '../finding/findings-form.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import { mutate } from '../request/mutate.ts'
import type { Page } from '../request/route.ts'
import { codingOf, FINDING_KINDS, type Finding, findingRequest, findingsQuery } from '../resources/finding.ts'
import { batchApi } from '../resources/questionnaire.ts'

interface FindingsPageProps {
  facilityId: string
  patientId: string
  encounterId: string
}

export function FindingsPage({ facilityId, patientId, encounterId }: FindingsPageProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const symptoms = useQuery(findingsQuery('symptom', patientId, encounterId))
  const allergies = useQuery(findingsQuery('allergy_intolerance', patientId, encounterId))
  const home = `/facility/${facilityId}/patient/${patientId}`
  const submit = useMutation({
    mutationFn: mutate(batchApi.submit),
    onSuccess: () => {
      toast.success(t('findings_saved'))
      for (const kind of FINDING_KINDS)
        void queryClient.invalidateQueries({ queryKey: findingsQuery(kind, patientId, encounterId).queryKey })
      navigate(home)
    },
  })

  function save(chosen: Chosen, onRecord: Page<Finding>[]) {
    const requests = FINDING_KINDS.flatMap((kind) => {
      const choice = chosen[kind]
      if (!choice) return []
      const { coding, detail } = choice
      // A medicine is ordered anew.
      const known = onRecord
        .flatMap(({ results }) => results)
        .find((finding) => kind !== 'medication_request' && codingOf(finding)?.code === coding.code)
      return [findingRequest(kind, patientId, encounterId, { coding, detail, known })]
    })
    submit.mutate({ requests })
  }

  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageTitle>{t('add_findings')}</PageTitle>
      <PatientLine patientId={patientId} />
      <QueryView query={symptoms} what={t('finding_symptom')}>
        {(ofSymptoms) => (
          <QueryView query={allergies} what={t('finding_allergy_intolerance')}>
            {(ofAllergies) => (
              <FindingsForm
                saving={submit.isPending}
                onCancel={() => navigate(home)}
                onSubmit={(chosen) => save(chosen, [ofSymptoms, ofAllergies])}
              />
            )}
          </QueryView>
        )}
      </QueryView>
    </div>
  )
}

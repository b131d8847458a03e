import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate } from 'raviger'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { PageTitle } from '../components/page-title.tsx'
import { QueryView } from '../components/query-view.tsx'
import { PatientForm } from '../patient/patient-form.tsx'
import { toFormValues, toPatientBody } from '../patient/patient-schema.ts'
import { mutate } from '../request/mutate.ts'
import { type Patient, patientApi, patientQuery } from '../resources/patient.ts'

interface EditPatientPageProps {
  facilityId: string
  patientId: string
}

export function EditPatientPage({ facilityId, patientId }: EditPatientPageProps) {
  const { t } = useTranslation()
  const patient = useQuery(patientQuery(patientId))
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageTitle>{t('edit_patient')}</PageTitle>
      <QueryView query={patient} what={t('patient')}>
        {(loaded) => <Form facilityId={facilityId} patient={loaded} />}
      </QueryView>
    </div>
  )
}

function Form({ facilityId, patient }: { facilityId: string; patient: Patient }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const home = `/facility/${facilityId}/patient/${patient.id}`
  const update = useMutation({
    mutationFn: mutate(patientApi.update, { pathParams: { id: patient.id } }),
    onSuccess: () => {
      toast.success(t('patient_saved'))
      void queryClient.invalidateQueries({ queryKey: ['patient', patient.id] })
      void queryClient.invalidateQueries({ queryKey: ['encounters', patient.id] })
      void queryClient.invalidateQueries({ queryKey: ['encounterList', facilityId] })
      navigate(home)
    },
  })
  const organization = patient.geo_organization
  return (
    <PatientForm
      defaultValues={toFormValues(patient)}
      ownOrganization={
        organization?.id && organization.name ? { id: organization.id, name: organization.name } : undefined
      }
      ownPartialId={patient.id.slice(0, 5)}
      submitLabel={t('save')}
      saving={update.isPending}
      onSubmit={(values) => update.mutate(toPatientBody(values, patient))}
      onCancel={() => navigate(home)}
    />
  )
}

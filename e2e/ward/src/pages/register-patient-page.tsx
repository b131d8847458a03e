import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate } from 'raviger'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { PageTitle } from '../components/page-title.tsx'
import { PatientForm } from '../patient/patient-form.tsx'
import { EMPTY_PATIENT, toPatientBody } from '../patient/patient-schema.ts'
import { mutate } from '../request/mutate.ts'
import { facilityQuery } from '../resources/facility.ts'
import { type Patient, patientApi } from '../resources/patient.ts'

export function RegisterPatientPage({ facilityId }: { facilityId: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const facility = useQuery(facilityQuery(facilityId))
  const register = useMutation({
    mutationFn: mutate(patientApi.create),
    onSuccess: (patient: Patient) => {
      toast.success(t('patient_registered', { name: patient.name }))
      void queryClient.invalidateQueries({ queryKey: ['patients'] })
      navigate(`/facility/${facilityId}/patient/${patient.id}`)
    },
  })
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5">
      <PageTitle>{t('register_patient')}</PageTitle>
      <PatientForm
        defaultValues={EMPTY_PATIENT}
        identifierConfigs={facility.data?.patient_instance_identifier_configs}
        submitLabel={t('register_patient')}
        saving={register.isPending}
        onSubmit={(values) => register.mutate({ ...toPatientBody(values), facility: facilityId })}
        onCancel={() => navigate(`/facility/${facilityId}/ward`)}
      />
    </div>
  )
}

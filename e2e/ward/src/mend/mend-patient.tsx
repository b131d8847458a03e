import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PatientForm } from '../patient/patient-form.tsx'
import { fromPatientBody, toPatientBody } from '../patient/patient-schema.ts'
import { facilityQuery } from '../resources/facility.ts'
import type { PatientBody } from '../resources/patient.ts'
import { useAuth } from '../session/auth-provider.tsx'
import type { MendProps } from './mend-props.ts'

export function MendPatient({ payload, saving, save, cancel }: MendProps<PatientBody>) {
  const { t } = useTranslation()
  const { user } = useAuth()
  const facilityId = payload.facility ?? user.data?.facilities[0]?.id ?? ''
  const facility = useQuery({ ...facilityQuery(facilityId), enabled: facilityId !== '' })
  const { tags, deceased_datetime, permanent_address } = payload
  return (
    <PatientForm
      defaultValues={fromPatientBody(payload)}
      identifierConfigs={facility.data?.patient_instance_identifier_configs}
      submitLabel={t('mend_save')}
      saving={saving}
      onSubmit={(values) =>
        save({
          ...toPatientBody(values),
          // What the form does not show stays as it was.
          ...{ tags, deceased_datetime },
          ...(permanent_address === payload.address ? {} : { permanent_address }),
          ...(payload.facility ? { facility: payload.facility } : {}),
        })
      }
      onCancel={cancel}
    />
  )
}

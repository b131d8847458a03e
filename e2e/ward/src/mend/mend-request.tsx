import { useTranslation } from 'react-i18next'
import { Card } from '../components/ui/card.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import { RequestForm } from '../resource-request/request-form.tsx'
import type { ResourceRequestBody } from '../resources/resource-request.ts'
import type { MendProps } from './mend-props.ts'

export function MendRequest({ payload, saving, save, cancel }: MendProps<ResourceRequestBody>) {
  const { t } = useTranslation()
  const { title, reason, category, assigned_facility, emergency } = payload
  return (
    <>
      {payload.related_patient && <PatientLine patientId={payload.related_patient} />}
      <Card>
        <RequestForm
          initial={{ title, reason, category, assigned_facility: assigned_facility ?? '', emergency }}
          submitLabel={t('mend_save')}
          saving={saving}
          onSubmit={(values) => save({ ...payload, ...values })}
          onCancel={cancel}
        />
      </Card>
    </>
  )
}

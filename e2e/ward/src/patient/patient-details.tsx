import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Definition } from '../components/definition.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import type { Patient } from '../resources/patient.ts'
import { readablePhone } from './phone-number.ts'

export function PatientDetails({ patient }: { patient: Patient }) {
  const { t } = useTranslation()
  const { day } = useDateTime()
  return (
    <Card aria-labelledby="patient-details">
      <SectionTitle id="patient-details" className="mb-4">
        {t('general_info')}
      </SectionTitle>
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        <Definition name={t('phone_number')}>{readablePhone(patient.phone_number)}</Definition>
        <Definition name={t('emergency_phone_number')}>
          {readablePhone(patient.emergency_phone_number)}
        </Definition>
        {patient.date_of_birth ? (
          <Definition name={t('date_of_birth')}>{day(patient.date_of_birth)}</Definition>
        ) : (
          <Definition name={t('year_of_birth')}>{patient.year_of_birth}</Definition>
        )}
        <Definition name={t('sex')}>{t(`gender_${patient.gender}`)}</Definition>
        <Definition name={t('blood_group')}>
          {patient.blood_group && t(`blood_group_${patient.blood_group}`)}
        </Definition>
        <Definition name={t('address')}>{patient.address}</Definition>
        <Definition name={t('pincode')}>{patient.pincode}</Definition>
        <Definition name={t('geo_organization')}>{patient.geo_organization?.name}</Definition>
      </dl>
    </Card>
  )
}

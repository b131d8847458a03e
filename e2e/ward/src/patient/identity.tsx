import { useTranslation } from 'react-i18next'
import type { PatientListItem } from '../resources/patient.ts'
import { ageInWords } from './age.ts'

/** "37 years, Female" */
export function AgeAndSex({
  patient,
}: {
  patient: Pick<PatientListItem, 'date_of_birth' | 'year_of_birth' | 'gender'>
}) {
  const { t } = useTranslation()
  return [ageInWords(patient, t), t(`gender_${patient.gender}`)].filter(Boolean).join(', ')
}

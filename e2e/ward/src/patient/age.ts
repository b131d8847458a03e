import type { TFunction } from 'i18next'
import type { PatientListItem } from '../resources/patient.ts'

type Birth = Pick<PatientListItem, 'date_of_birth' | 'year_of_birth'>

/** "37 years", for the youngest "5 months"; empty when CARE knows neither date nor year of birth. */
export function ageInWords(birth: Birth, t: TFunction, now = new Date()): string {
  if (birth.date_of_birth) {
    const born = new Date(birth.date_of_birth)
    const months = (now.getFullYear() - born.getFullYear()) * 12 + now.getMonth() - born.getMonth()
    const full = months - (now.getDate() < born.getDate() ? 1 : 0)
    return full < 24
      ? t('age_months', { count: Math.max(0, full) })
      : t('age_years', { count: Math.floor(full / 12) })
  }
  const years = ageFromYear(birth, now)
  return years === null ? '' : t('age_years', { count: years })
}

export function ageFromYear(birth: Birth, now = new Date()): number | null {
  return birth.year_of_birth === null ? null : Math.max(0, now.getFullYear() - birth.year_of_birth)
}

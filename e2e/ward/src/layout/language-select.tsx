import { useTranslation } from 'react-i18next'
import { Select } from '../components/ui/select.tsx'
import { LANGUAGES } from '../language.ts'

export function LanguageSelect() {
  const { t, i18n } = useTranslation()
  return (
    <Select
      aria-label={t('language')}
      className="w-32 shrink-0"
      value={i18n.resolvedLanguage ?? 'en'}
      onValueChange={(language) => void i18n.changeLanguage(language)}
      options={LANGUAGES}
    />
  )
}

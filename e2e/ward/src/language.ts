// The app's texts in four languages, bundled: they are there with the shell, with and without a network.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './locale/en.json'
import hi from './locale/hi.json'
import ml from './locale/ml.json'
import ta from './locale/ta.json'

const STORED_AS = 'i18nextLng'

export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'hi', label: 'हिन्दी' },
  { value: 'ml', label: 'മലയാളം' },
  { value: 'ta', label: 'தமிழ்' },
] as const

export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
    localStorage.setItem(STORED_AS, language)
  })
  await i18next.use(initReactI18next).init({
    lng: localStorage.getItem(STORED_AS) ?? 'en',
    fallbackLng: 'en',
    supportedLngs: LANGUAGES.map((language) => language.value),
    resources: {
      en: { translation: en },
      hi: { translation: hi },
      ml: { translation: ml },
      ta: { translation: ta },
    },
    interpolation: { escapeValue: false },
  })
}

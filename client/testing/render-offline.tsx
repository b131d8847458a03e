// Renders a piece with the layer and its words around it.

import { render } from '@testing-library/react'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { OfflineContext } from '../react/offline-context.ts'
import { addWords } from '../react/words/add-words.ts'
import { createFakeOfflineClient } from './fake-offline-client.ts'

export async function renderOffline(piece: ReactNode, language = 'en') {
  const i18n = i18next.createInstance()
  await i18n.use(initReactI18next).init({ lng: language, fallbackLng: 'en', resources: {} })
  addWords(i18n)
  const fake = createFakeOfflineClient()
  const rendered = render(
    <I18nextProvider i18n={i18n}>
      <OfflineContext value={fake.client}>{piece}</OfflineContext>
    </I18nextProvider>,
  )
  const changeLanguage = async (to: string): Promise<void> => {
    await i18n.changeLanguage(to)
  }
  return { ...fake, changeLanguage, container: rendered.container }
}

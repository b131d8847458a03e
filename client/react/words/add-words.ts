// Puts the layer's words into the host's i18next. What the host has under these keys already stays.

import type { i18n } from 'i18next'
import { detailWords } from './detail-words.ts'
import { en } from './en.ts'
import { hi } from './hi.ts'
import { ml } from './ml.ts'
import { partWords } from './part-words.ts'
import { refusalWords } from './refusal-words.ts'
import { ta } from './ta.ts'

export const wordsNamespace = 'care-offline'

const languages = { en, hi, ml, ta }
type Language = keyof typeof languages

export function addWords(instance: i18n): void {
  if (!instance.isInitialized) {
    instance.on('initialized', () => addWords(instance))
    return
  }
  for (const language of Object.keys(languages) as Language[]) {
    const words = {
      ...{ ...detailWords(language), ...partWords(language), ...refusalWords(language) },
      ...languages[language],
    }
    instance.addResourceBundle(language, wordsNamespace, words, true, false)
  }
}

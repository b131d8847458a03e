// Puts the layer's words into the host's i18next. What the host has under these keys already stays.

import type { i18n } from 'i18next'
import { en } from './en.ts'
import { hi } from './hi.ts'
import { ml } from './ml.ts'
import { ta } from './ta.ts'

export const wordsNamespace = 'care-offline'

const languages = { en, hi, ml, ta }

export function addWords(instance: i18n): void {
  if (!instance.isInitialized) {
    instance.on('initialized', () => addWords(instance))
    return
  }
  for (const [language, words] of Object.entries(languages)) {
    instance.addResourceBundle(language, wordsNamespace, words, true, false)
  }
}

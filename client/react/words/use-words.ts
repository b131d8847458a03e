// The layer's words and times in the host's language. A language that we do not have gets the English.

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefusalReason } from '../../../shared/failure.ts'
import { wordsNamespace } from './add-words.ts'
import { en, type WordKey } from './en.ts'
import { refusalKey, refusalWords } from './refusal-words.ts'

/** A plural is asked for without its ending, with a `count`. */
type Sayable<Key extends string> = Key extends `${infer Base}_one` ? Base | Key : Key
export type SayKey = Sayable<WordKey>
type Say = (key: SayKey, values?: Record<string, string | number>) => string

export interface Times {
  /** `10:42 am`, or with its day where that is not today. */
  short(atMs: number): string
  /** With day and year. */
  full(atMs: number): string
  /** The day alone, of `1990-04-05`. */
  day(isoDate: string): string
}

const english: Record<string, string> = en
const englishRefusals = refusalWords('en')
const gapsIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, gap = '']) => gap)

export interface SpokenWords {
  say: Say
  /** A write's type in words. A host with types of its own adds `type_<its type>` to the namespace. */
  sayType(type: string): string
  /** What stands in a part of the screen, by its resource. */
  sayPart(resource: string): string
  /** The name of a detail of a record, also where it is told by its place in the payload. */
  sayField(field: string): string
  /** What a refusal means and what to do, in whole sentences; undefined where nobody has words for its kind. */
  sayRefusal(reason: RefusalReason, name: string, times: Pick<Times, 'full'>): string | undefined
  /** A word that CARE keeps, such as `in_progress`. */
  sayValue(word: string): string
  language: string
}

export function useWords(): SpokenWords {
  const { t, i18n } = useTranslation(wordsNamespace, { useSuspense: false })
  const language = i18n.resolvedLanguage ?? i18n.language ?? 'en'
  const say: Say = (key, values = {}) =>
    t(key, {
      defaultValue: english[key] ?? english[`${key}_other`] ?? key,
      defaultValue_one: english[`${key}_one`],
      defaultValue_other: english[`${key}_other`],
      // React escapes.
      interpolation: { escapeValue: false },
      ...values,
    })
  const sayType = (type: string) => t(`type_${type}`, { defaultValue: say('type_other') })
  const sayPart = (resource: string) =>
    t(`part_${resource}`, { defaultValue: t('part_other', { defaultValue: resource }) })
  const sayField = (field: string) => {
    const name = field.slice(field.lastIndexOf('/') + 1)
    return t(`field_${name}`, { defaultValue: humanized(name) })
  }
  // One bare word may be anything, and is left as it was written.
  const sayValue = (word: string) =>
    t(`value_${word}`, { defaultValue: word.includes('_') ? humanized(word) : word })
  const sayRefusal: SpokenWords['sayRefusal'] = ({ kind, at, values }, name, times) => {
    const key = refusalKey(kind)
    const gaps = { name, ...values, ...(at === undefined ? {} : { when: times.full(Date.parse(at)) }) }
    const template = (suffix: string) =>
      t(`${key}${suffix}`, {
        defaultValue: englishRefusals[`${key}${suffix}`] ?? '',
        skipInterpolation: true,
      })
    const isFilled = (suffix: string) =>
      template(suffix) !== '' && gapsIn(template(suffix)).every((gap) => gap in gaps)
    const spoken = (suffix: string) =>
      t(`${key}${suffix}`, {
        defaultValue: template(suffix),
        interpolation: { escapeValue: false },
        ...gaps,
      })
    const what = ['', '_plain'].find(isFilled)
    return what === undefined ? undefined : [spoken(what), spoken('_do')].join(' ').trim()
  }
  return { say, sayType, sayPart, sayField, sayRefusal, sayValue, language }
}

/** `phone_number` becomes `Phone number`. */
function humanized(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function useTimes(nowMs: () => number): Times {
  const { language } = useWords()
  return useMemo(() => {
    const hour = { hour: 'numeric', minute: '2-digit' } as const
    const day = { day: 'numeric', month: 'short' } as const
    const time = formatter(language, hour)
    const dayAndTime = formatter(language, { ...day, ...hour })
    const full = formatter(language, { dateStyle: 'medium', timeStyle: 'short' })
    const dayOf = formatter('en', { dateStyle: 'short' })
    // A birthday is the same day in every time zone.
    const dayOnly = formatter(language, { dateStyle: 'medium', timeZone: 'UTC' })
    return {
      short: (atMs) =>
        dayOf.format(atMs) === dayOf.format(nowMs()) ? time.format(atMs) : dayAndTime.format(atMs),
      full: (atMs) => full.format(atMs),
      day: (isoDate) => dayOnly.format(Date.parse(isoDate)),
    }
  }, [language, nowMs])
}

/** Times are read as in India, where a language does not say of which country it is. */
const localeOf = (language: string): string => (language.includes('-') ? language : `${language}-IN`)

/** Hosts name languages in ways that `Intl` may not know. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(localeOf(language), options)
  } catch {
    return new Intl.DateTimeFormat(localeOf('en'), options)
  }
}

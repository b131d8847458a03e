// A value of a record as people read it: no JSON, no codes, no ids.

import { isObject, type Json } from '../../shared/json.ts'
import type { SpokenWords, Times } from './words/use-words.ts'

export interface ValueTools {
  words: Pick<SpokenWords, 'say' | 'sayField' | 'sayValue'>
  times: Pick<Times, 'full' | 'day'>
}

const dayOnly = /^\d{4}-\d\d-\d\d$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-([0-9a-f]{12})$/i
/** A word of CARE's lists. A name or a sentence begins with a capital or has spaces. */
const listWord = /^[a-z]+(_[a-z]+)*$/

/** Its lines. `undefined` where nobody knows the value. */
export function valueText(value: Json | undefined, tools: ValueTools): string[] {
  const { say } = tools.words
  if (value === undefined) return [say('detail_unknown')]
  const lines = linesOf(value, tools)
  return lines.length > 0 ? lines : [say('detail_empty')]
}

function linesOf(value: Json, tools: ValueTools): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => linesOf(item, tools))
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, part]) => {
      const lines = part === undefined ? [] : linesOf(part, tools)
      return lines.length > 0 ? [`${tools.words.sayField(name)}: ${lines.join(', ')}`] : []
    })
  }
  const text = plainText(value, tools)
  return text === '' ? [] : [text]
}

function plainText(value: string | number | boolean | null, { words, times }: ValueTools): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return words.say(value ? 'detail_yes' : 'detail_no')
  if (typeof value === 'number') return String(value)
  const text = value.trim()
  if (dayOnly.test(text) && !Number.isNaN(Date.parse(text))) return times.day(text)
  if (instant.test(text) && !Number.isNaN(Date.parse(text))) return times.full(Date.parse(text))
  if (uuid.test(text)) return words.say('detail_reference', { end: text.slice(-4) })
  return listWord.test(text) ? words.sayValue(text) : text
}

// What of the screen in view is not on this tablet, or only in part, by name: nobody must read that as "none". What is
// answered later leaves the notice; another screen begins anew.

import type { LocalAnswer } from '../answer-ledger.ts'
import { Icon } from './icon.tsx'
import { listOf } from './list-of.ts'
import { Look } from './look.tsx'
import { useOffline, useSubject } from './offline-context.ts'
import { type SayKey, useWords } from './words/use-words.ts'

export interface MissingPartsProps {
  /** Beside one list: only of these resources, such as `symptom`, and without their names. */
  resource?: string | readonly string[]
}

export function MissingParts({ resource }: MissingPartsProps) {
  const { say, sayPart, language } = useWords()
  const answers = useSubject(useOffline().answers)
  const own =
    resource === undefined ? answers : answers.filter((answer) => [resource].flat().includes(answer.resource))
  const missing = own.filter(({ from }) => from === 'missed')
  const partial = own.filter(
    (answer) => answer.incomplete && !missing.some(({ resource: other }) => other === answer.resource),
  )
  const namesOf = (told: readonly LocalAnswer[]): string => {
    const names = [...new Set(told.map((answer) => sayPart(answer.resource)))]
    return listOf(names, language)
  }
  const sentence = (told: readonly LocalAnswer[], keys: { of: SayKey; one: SayKey }): string[] => {
    if (told.length === 0) return []
    return [resource === undefined ? say(keys.of, { parts: namesOf(told) }) : say(keys.one)]
  }
  const sentences = [
    ...sentence(missing, { of: 'missing_parts', one: 'missing_part' }),
    ...sentence(partial, { of: 'partial_parts', one: 'partial_part' }),
  ]
  // It is there before it has something to say: only then is what it says told to those who cannot see it.
  return (
    <div role="status" className="co-missing-parts">
      <Look />
      {sentences.length > 0 && (
        <div className="co-message co-warning co-with-icon">
          <Icon name="cloud-off" />
          <p>{sentences.join(' ')}</p>
        </div>
      )}
    </div>
  )
}

// Every part of CARE's screens has a name, in every language.

import { describe, expect, it } from 'vitest'
import { carePolicies } from '../../../shared/care/index.ts'
import { en } from './en.ts'
import { partWords } from './part-words.ts'

const resources = [...new Set(carePolicies.reads.map(({ resource }) => resource))]

describe.each(['en', 'hi', 'ml', 'ta'] as const)('[PG7] the names of parts in %s', (language) => {
  it('are there for every resource that a policy speaks for', () => {
    const words = partWords(language)
    expect(resources.filter((resource) => !words[`part_${resource}`])).toEqual([])
    expect(Object.keys(words).filter((key) => key in en)).toEqual([])
  })
})

it.each(['hi', 'ml', 'ta'] as const)('[PG7] no name of a part is left in English in %s', (language) => {
  const english = partWords('en')
  const same = Object.entries(partWords(language)).filter(([key, text]) => text === english[key] || !text)
  expect(same).toEqual([])
})

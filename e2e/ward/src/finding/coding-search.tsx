// One code out of a value set: what the user has marked first, then what the search brings.
import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { SearchSelect } from '../components/search-select.tsx'
import type { Input } from '../components/ui/input.tsx'
import type { Coding } from '../resources/questionnaire.ts'
import { codesQuery, favouritesQuery } from '../resources/value-set.ts'

interface CodingSearchProps extends Omit<ComponentProps<typeof Input>, 'value' | 'onChange'> {
  valueSet: string
  value: Coding | undefined
  onChoose: (coding: Coding) => void
}

const nameOf = ({ display, code }: Coding): string => display ?? code

export function CodingSearch({ valueSet, value, onChoose, ...control }: CodingSearchProps) {
  const [typed, setTyped] = useState('')
  const codes = useQuery(codesQuery(valueSet, typed))
  const favourites = useQuery(favouritesQuery(valueSet))
  const marked = typed === '' ? (favourites.data ?? []) : []
  const found = codes.data && {
    isIncomplete: codes.data.isIncomplete,
    items: [
      ...marked,
      ...codes.data.results.filter(({ code }) => !marked.some((each) => each.code === code)),
    ],
  }
  return (
    <SearchSelect
      {...control}
      chosen={value ? nameOf(value) : ''}
      typed={typed}
      onType={setTyped}
      onChoose={onChoose}
      found={{ isError: codes.isError, data: found }}
      keyOf={({ code }) => code}
      nameOf={nameOf}
    />
  )
}

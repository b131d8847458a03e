// One of the people of CARE, found by name.
import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { SearchSelect } from '../components/search-select.tsx'
import type { Input } from '../components/ui/input.tsx'
import { usersQuery } from '../resources/patient-user.ts'
import { fullName, type UserMinimal } from '../resources/user.ts'

interface StaffSearchProps extends Omit<ComponentProps<typeof Input>, 'value' | 'onChange'> {
  value: UserMinimal | undefined
  /** Offered to nobody. */
  without: UserMinimal[]
  onChoose: (user: UserMinimal) => void
}

export function StaffSearch({ value, without, onChoose, ...control }: StaffSearchProps) {
  const [typed, setTyped] = useState('')
  const users = useQuery(usersQuery(typed))
  const found = users.data && {
    isIncomplete: users.data.isIncomplete,
    items: users.data.results.filter(({ id }) => !without.some((each) => each.id === id)),
  }
  return (
    <SearchSelect
      {...control}
      chosen={value ? fullName(value) : ''}
      typed={typed}
      onType={setTyped}
      onChoose={onChoose}
      found={{ isError: users.isError, data: found }}
      keyOf={({ id }) => id}
      nameOf={fullName}
    />
  )
}

// A heading, and of when that is which stands below it.
import { DataAge, type DataAgeOf } from 'care-offline/react'
import type { ReactNode } from 'react'

export function TitleWithAge({ children, ...of }: DataAgeOf & { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {children}
      <DataAge {...of} />
    </div>
  )
}

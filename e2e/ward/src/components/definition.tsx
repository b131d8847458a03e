import type { ReactNode } from 'react'

interface DefinitionProps {
  name: string
  /** As wide as its row: for long texts. */
  wide?: boolean
  children: ReactNode
}

/** One name and value of a `<dl>`; a missing value is a dash. */
export function Definition({ name, wide = false, children }: DefinitionProps) {
  return (
    <div className={wide ? 'col-span-full' : 'min-w-0'}>
      <dt className="text-sm text-gray-500">{name}</dt>
      <dd className="font-medium break-words text-gray-900">{children || '–'}</dd>
    </div>
  )
}

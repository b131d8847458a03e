import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      className={cn('rounded-lg border border-gray-200 bg-white p-4 shadow-xs sm:p-5', className)}
      {...props}
    />
  )
}

/** The small grey capitals that stand above a group. */
export function SectionTitle({ className, ...props }: ComponentProps<'h2'>) {
  return (
    <h2 className={cn('text-xs font-semibold tracking-wide text-gray-500 uppercase', className)} {...props} />
  )
}

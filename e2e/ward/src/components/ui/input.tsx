import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** Shared by all controls that look like a box to write in. */
export const boxStyle =
  'w-full min-w-0 rounded-lg border border-gray-300 bg-white px-3 text-base text-gray-900 shadow-xs placeholder:text-gray-500 focus-visible:border-primary-600 focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-primary-600/40 disabled:bg-gray-100 disabled:text-gray-500 aria-invalid:border-red-500 aria-invalid:outline-red-500/30'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(boxStyle, 'h-11', className)} {...props} />
}

import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'
import { boxStyle } from './input.tsx'

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(boxStyle, 'min-h-22 py-2.5', className)} {...props} />
}

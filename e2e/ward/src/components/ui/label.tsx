import { Root } from '@radix-ui/react-label'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

export function Label({ className, ...props }: ComponentProps<typeof Root>) {
  return <Root className={cn('text-sm font-medium text-gray-800', className)} {...props} />
}

import { Item, Root } from '@radix-ui/react-radio-group'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

interface RadioPillsProps extends Omit<ComponentProps<typeof Root>, 'children'> {
  options: readonly { value: string; label: string }[]
}

/** A choice of few, side by side, large enough for a thumb. */
export function RadioPills({ options, className, ...props }: RadioPillsProps) {
  return (
    <Root className={cn('flex flex-wrap gap-2', className)} {...props}>
      {options.map((option) => (
        <Item
          key={option.value}
          value={option.value}
          className="min-h-11 min-w-16 rounded-lg border border-gray-300 bg-white px-4 text-sm font-medium text-gray-800 shadow-xs hover:bg-gray-50 disabled:opacity-50 data-[state=checked]:border-primary-700 data-[state=checked]:bg-primary-100 data-[state=checked]:text-primary-900"
        >
          {option.label}
        </Item>
      ))}
    </Root>
  )
}

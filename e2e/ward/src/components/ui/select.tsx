import {
  Content,
  Icon,
  Item,
  ItemIndicator,
  ItemText,
  Portal,
  Root,
  Trigger,
  Value,
  Viewport,
} from '@radix-ui/react-select'
import { Check, ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'
import { boxStyle } from './input.tsx'

interface SelectProps extends Omit<ComponentProps<typeof Trigger>, 'value' | 'onChange'> {
  value: string
  onValueChange: (value: string) => void
  options: readonly { value: string; label: string }[]
  placeholder?: string
}

export function Select({ value, onValueChange, options, placeholder, className, ...trigger }: SelectProps) {
  return (
    <Root value={value} onValueChange={onValueChange}>
      <Trigger
        className={cn(
          boxStyle,
          'flex h-11 items-center justify-between gap-2 text-left data-[placeholder]:text-gray-500',
          className,
        )}
        {...trigger}
      >
        <span className="truncate">
          <Value placeholder={placeholder} />
        </span>
        <Icon>
          <ChevronDown className="size-4 text-gray-500" />
        </Icon>
      </Trigger>
      <Portal>
        <Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg border border-gray-200 bg-white shadow-lg"
        >
          <Viewport className="p-1">
            {options.map((option) => (
              <Item
                key={option.value}
                value={option.value}
                className="flex min-h-11 items-center justify-between gap-3 rounded-md px-3 text-base outline-none select-none data-[highlighted]:bg-primary-100 data-[highlighted]:text-primary-900"
              >
                <ItemText>{option.label}</ItemText>
                <ItemIndicator>
                  <Check className="size-4 text-primary-700" />
                </ItemIndicator>
              </Item>
            ))}
          </Viewport>
        </Content>
      </Portal>
    </Root>
  )
}

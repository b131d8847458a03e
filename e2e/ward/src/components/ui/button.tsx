import { Slot } from '@radix-ui/react-slot'
import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

const buttonStyle = cva(
  "inline-flex min-h-11 shrink-0 items-center justify-center gap-2 rounded-lg px-4 text-sm font-semibold transition-colors disabled:opacity-50 [&_svg:not([class*='size-'])]:size-4.5 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: 'bg-primary-700 text-white shadow-xs hover:bg-primary-800 active:bg-primary-900',
        outline:
          'border border-gray-300 bg-white text-gray-800 shadow-xs hover:bg-gray-50 active:bg-gray-100',
        ghost: 'text-gray-700 hover:bg-gray-200/70 active:bg-gray-200',
        soft: 'bg-primary-100 text-primary-800 hover:bg-primary-200 active:bg-primary-300',
      },
    },
    defaultVariants: { variant: 'primary' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { asChild?: boolean }

export function Button({ className, variant, asChild, ...props }: ButtonProps) {
  const Element = asChild ? Slot : 'button'
  return (
    <Element
      {...(asChild ? {} : { type: 'button' as const })}
      className={cn(buttonStyle({ variant }), className)}
      {...props}
    />
  )
}

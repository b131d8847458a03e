import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

const badgeStyle = cva(
  'inline-flex items-center gap-1 rounded-md border px-2 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5',
  {
    variants: {
      tone: {
        neutral: 'border-gray-200 bg-gray-100 text-gray-700',
        green: 'border-primary-300 bg-primary-100 text-primary-800',
        amber: 'border-amber-300 bg-amber-100 text-amber-900',
        blue: 'border-blue-200 bg-blue-100 text-blue-800',
        red: 'border-red-200 bg-red-100 text-red-800',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>['tone']>

export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) {
  return <span className={cn(badgeStyle({ tone }), className)} {...props} />
}

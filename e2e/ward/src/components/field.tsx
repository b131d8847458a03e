// A label, a control, and what there is to say about it, joined by ids so that a screen reader says all three.
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from './ui/class-names.ts'
import { Label } from './ui/label.tsx'

interface ControlProps {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  'aria-required': boolean
}

interface FieldProps {
  label: string
  /** A translation key, or a sentence. */
  error?: string | undefined
  errorValues?: Record<string, unknown>
  hint?: ReactNode
  required?: boolean
  /** For groups of radio buttons: `label` names the group and no single control. */
  group?: boolean
  className?: string
  children: (control: ControlProps & { 'aria-labelledby'?: string }) => ReactNode
}

export function Field({
  label,
  error,
  errorValues = {},
  hint,
  required = false,
  group = false,
  className,
  children,
}: FieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const labelId = `${id}-label`
  const errorId = `${id}-error`
  const hintId = `${id}-hint`
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex gap-1">
        {group ? (
          <span id={labelId} className="text-sm font-medium text-gray-800">
            {label}
          </span>
        ) : (
          <Label htmlFor={id}>{label}</Label>
        )}
        {required && (
          <span aria-hidden className="text-sm text-red-600">
            *
          </span>
        )}
      </div>
      {children({
        id,
        'aria-invalid': Boolean(error),
        'aria-describedby': describedBy || undefined,
        'aria-required': required,
        ...(group ? { 'aria-labelledby': labelId } : {}),
      })}
      {hint && (
        <p id={hintId} className="text-sm text-gray-500">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} role="alert" className="text-sm text-red-700">
          {t(error, errorValues)}
        </p>
      )}
    </div>
  )
}

import { zodResolver } from '@hookform/resolvers/zod'
import { Check } from 'lucide-react'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { isInFuture, toLocalInput } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card } from '../components/ui/card.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { Select } from '../components/ui/select.tsx'
import { ENCOUNTER_CLASSES, ENCOUNTER_PRIORITIES, OPENING_STATUSES } from '../resources/encounter.ts'
import type { Organization } from '../resources/facility.ts'

const schema = z
  .object({
    encounter_class: z.enum(ENCOUNTER_CLASSES),
    priority: z.enum(ENCOUNTER_PRIORITIES),
    status: z.enum(OPENING_STATUSES),
    /** The value of a datetime-local input. */
    started: z.string().min(1, 'error_required'),
    organizations: z.array(z.string()).min(1, 'error_department'),
  })
  .refine((form) => form.status === 'planned' || !isInFuture(form.started), {
    path: ['started'],
    error: 'error_future',
  })

interface EncounterFormProps {
  departments: Organization[]
  /** What a form that was saved already says. */
  initial?: z.input<typeof schema>
  submitLabel: string
  saving: boolean
  onSubmit: (values: z.output<typeof schema>) => void
  onCancel: () => void
}

export function EncounterForm(props: EncounterFormProps) {
  const { departments, initial, submitLabel, saving, onSubmit, onCancel } = props
  const { t } = useTranslation()
  const only = departments.length === 1 ? departments[0] : undefined
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: initial ?? {
      encounter_class: 'imp',
      priority: 'routine',
      status: 'in_progress',
      started: toLocalInput(new Date()),
      organizations: only ? [only.id] : [],
    },
  })
  const { errors } = form.formState
  return (
    <form
      noValidate
      aria-label={submitLabel}
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => onSubmit(values))}
    >
      <Card className="grid gap-5 md:grid-cols-2">
        <Controller
          control={form.control}
          name="encounter_class"
          render={({ field }) => (
            <Field label={t('encounter_class')} required group className="md:col-span-2">
              {(control) => (
                <RadioPills
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={ENCOUNTER_CLASSES.map((each) => ({
                    value: each,
                    label: t(`encounter_class_${each}`),
                  }))}
                />
              )}
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="priority"
          render={({ field }) => (
            <Field label={t('priority')} required>
              {(control) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={ENCOUNTER_PRIORITIES.map((each) => ({
                    value: each,
                    label: t(`priority_${each}`),
                  }))}
                />
              )}
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="status"
          render={({ field }) => (
            <Field label={t('status')} required>
              {(control) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={OPENING_STATUSES.map((each) => ({
                    value: each,
                    label: t(`encounter_status_${each}`),
                  }))}
                />
              )}
            </Field>
          )}
        />
        <Field label={t('started')} required error={errors.started?.message}>
          {(control) => <Input {...control} type="datetime-local" {...form.register('started')} />}
        </Field>
        <Field
          label={t('departments')}
          required
          group
          error={errors.organizations?.message ?? (departments.length === 0 ? 'no_departments' : undefined)}
          className="md:col-span-2"
        >
          {({ 'aria-required': _, 'aria-invalid': __, ...control }) => (
            // biome-ignore lint/a11y/useSemanticElements: the group is named by aria-labelledby, as all fields are
            <div {...control} role="group" className="grid gap-2 sm:grid-cols-2">
              {departments.map((department) => (
                <label
                  key={department.id}
                  className="flex min-h-11 items-center gap-3 rounded-lg border border-gray-200 px-3 has-checked:border-primary-600 has-checked:bg-primary-100"
                >
                  <input
                    type="checkbox"
                    value={department.id}
                    className="size-5 accent-primary-700"
                    {...form.register('organizations')}
                  />
                  <span className="text-sm font-medium">{department.name}</span>
                </label>
              ))}
            </div>
          )}
        </Field>
      </Card>
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={saving}>
          <Check aria-hidden />
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

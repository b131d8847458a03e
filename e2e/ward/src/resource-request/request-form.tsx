import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { Select } from '../components/ui/select.tsx'
import { Textarea } from '../components/ui/textarea.tsx'
import { allFacilitiesQuery } from '../resources/facility.ts'
import { REQUEST_CATEGORIES } from '../resources/resource-request.ts'

const schema = z.object({
  title: z.string().trim().min(1, 'error_required'),
  reason: z.string().trim().min(1, 'error_required'),
  category: z.enum(REQUEST_CATEGORIES),
  assigned_facility: z.string().min(1, 'error_choose'),
  emergency: z.boolean(),
})

type RequestFields = z.output<typeof schema>

const EMPTY: RequestFields = {
  title: '',
  reason: '',
  category: 'patient_care',
  assigned_facility: '',
  emergency: false,
}

interface RequestFormProps {
  /** What a form that was saved already says. */
  initial?: RequestFields
  submitLabel: string
  saving: boolean
  onSubmit: (values: RequestFields) => void
  onCancel: () => void
}

export function RequestForm({ initial = EMPTY, submitLabel, saving, onSubmit, onCancel }: RequestFormProps) {
  const { t } = useTranslation()
  const facilities = useQuery(allFacilitiesQuery())
  const form = useForm<z.input<typeof schema>, unknown, RequestFields>({
    resolver: zodResolver(schema),
    defaultValues: initial,
  })
  const { errors } = form.formState
  return (
    <form
      noValidate
      aria-label={t('new_resource_request')}
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => onSubmit(values))}
    >
      <Field label={t('request_title')} required error={errors.title?.message}>
        {(control) => <Input {...control} {...form.register('title')} />}
      </Field>
      <Field label={t('request_reason')} required error={errors.reason?.message}>
        {(control) => <Textarea {...control} {...form.register('reason')} />}
      </Field>
      <Controller
        control={form.control}
        name="category"
        render={({ field }) => (
          <Field label={t('request_category')} required>
            {(control) => (
              <Select
                {...control}
                value={field.value}
                onValueChange={field.onChange}
                options={REQUEST_CATEGORIES.map((each) => ({
                  value: each,
                  label: t(`request_category_${each}`),
                }))}
              />
            )}
          </Field>
        )}
      />
      <QueryView query={facilities} what={t('facilities')}>
        {({ results }) => (
          <Controller
            control={form.control}
            name="assigned_facility"
            render={({ field }) => (
              <Field label={t('request_asked_of')} required error={errors.assigned_facility?.message}>
                {(control) => (
                  <Select
                    {...control}
                    value={field.value}
                    onValueChange={field.onChange}
                    placeholder={t('choose')}
                    options={results.map((each) => ({ value: each.id, label: each.name }))}
                  />
                )}
              </Field>
            )}
          />
        )}
      </QueryView>
      <Controller
        control={form.control}
        name="emergency"
        render={({ field }) => (
          <Field label={t('request_emergency')} required group>
            {(control) => (
              <RadioPills
                {...control}
                value={field.value ? 'yes' : 'no'}
                onValueChange={(value) => field.onChange(value === 'yes')}
                options={['no', 'yes'].map((each) => ({ value: each, label: t(each) }))}
              />
            )}
          </Field>
        )}
      />
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={saving}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

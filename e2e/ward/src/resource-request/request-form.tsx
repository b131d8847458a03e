import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { z } from 'zod'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { Select } from '../components/ui/select.tsx'
import { Textarea } from '../components/ui/textarea.tsx'
import { mutate } from '../request/mutate.ts'
import { allFacilitiesQuery } from '../resources/facility.ts'
import { REQUEST_CATEGORIES, resourceRequestApi } from '../resources/resource-request.ts'
import { fullName } from '../resources/user.ts'
import { useAuth } from '../session/auth-provider.tsx'

const schema = z.object({
  title: z.string().trim().min(1, 'error_required'),
  reason: z.string().trim().min(1, 'error_required'),
  category: z.enum(REQUEST_CATEGORIES),
  assigned_facility: z.string().min(1, 'error_choose'),
  emergency: z.boolean(),
})

interface RequestFormProps {
  facilityId: string
  patientId: string
  onDone: () => void
}

/** Who fills it in is whom the other facility calls back. */
export function RequestForm({ facilityId, patientId, onDone }: RequestFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const facilities = useQuery(allFacilitiesQuery())
  const { user } = useAuth()
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      title: '',
      reason: '',
      category: 'patient_care',
      assigned_facility: '',
      emergency: false,
    },
  })
  const create = useMutation({
    mutationFn: mutate(resourceRequestApi.create),
    onSuccess: () => {
      toast.success(t('request_saved'))
      void queryClient.invalidateQueries({ queryKey: ['resourceRequests', patientId] })
      onDone()
    },
  })
  const { errors } = form.formState
  return (
    <form
      noValidate
      aria-label={t('new_resource_request')}
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) =>
        create.mutate({
          ...values,
          status: 'pending',
          priority: 1,
          referring_facility_contact_name: user.data ? fullName(user.data) : '',
          referring_facility_contact_number: user.data?.phone_number ?? '',
          origin_facility: facilityId,
          approving_facility: null,
          assigned_to: null,
          related_patient: patientId,
        }),
      )}
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
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={create.isPending}>
          {t('send_request')}
        </Button>
      </div>
    </form>
  )
}

// CARE needs a date of birth or an age, one of the two.
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import type { PatientFormInput, PatientFormOutput } from './patient-schema.ts'

interface BirthFieldsProps {
  form: UseFormReturn<PatientFormInput, unknown, PatientFormOutput>
}

export function BirthFields({ form }: BirthFieldsProps) {
  const { t } = useTranslation()
  const { errors } = form.formState
  const mode = useWatch({ control: form.control, name: 'age_or_dob' })
  return (
    <div className="grid content-start gap-3 sm:grid-cols-2 md:col-span-2">
      <Controller
        control={form.control}
        name="age_or_dob"
        render={({ field }) => (
          <Field label={t('birth_known_as')} group>
            {(control) => (
              <RadioPills
                {...control}
                value={field.value}
                onValueChange={field.onChange}
                options={[
                  { value: 'dob', label: t('date') },
                  { value: 'age', label: t('age') },
                ]}
              />
            )}
          </Field>
        )}
      />
      {mode === 'dob' ? (
        <Field key="dob" label={t('date_of_birth')} required error={errors.date_of_birth?.message}>
          {(control) => <Input {...control} type="date" {...form.register('date_of_birth')} />}
        </Field>
      ) : (
        <Field key="age" label={t('age_in_years')} required error={errors.age?.message}>
          {(control) => <Input {...control} inputMode="numeric" maxLength={3} {...form.register('age')} />}
        </Field>
      )}
    </div>
  )
}

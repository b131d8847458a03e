import { zodResolver } from '@hookform/resolvers/zod'
import { Check } from 'lucide-react'
import { Controller, type DefaultValues, useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { Select } from '../components/ui/select.tsx'
import { Textarea } from '../components/ui/textarea.tsx'
import type { IdentifierConfig, Organization } from '../resources/facility.ts'
import { BLOOD_GROUPS, GENDERS } from '../resources/patient.ts'
import { BirthFields } from './birth-fields.tsx'
import { DuplicateNotice } from './duplicate-notice.tsx'
import { GeoOrganizationField } from './geo-organization-field.tsx'
import { type PatientFormInput, type PatientFormOutput, patientSchema } from './patient-schema.ts'

interface PatientFormProps {
  defaultValues: DefaultValues<PatientFormInput>
  /** The patient's own organization, which may stand deeper in the tree than those that are offered. */
  ownOrganization?: Organization | undefined
  /** First characters of the id of the patient that is being changed: no duplicate of itself. */
  ownPartialId?: string
  /** The numbers that this site knows patients by. */
  identifierConfigs?: IdentifierConfig[] | undefined
  submitLabel: string
  saving: boolean
  onSubmit: (values: PatientFormOutput) => void
  onCancel: () => void
}

export function PatientForm(props: PatientFormProps) {
  const { t } = useTranslation()
  const form = useForm<PatientFormInput, unknown, PatientFormOutput>({
    resolver: zodResolver(patientSchema),
    defaultValues: props.defaultValues,
  })
  const { errors } = form.formState
  const phone = useWatch({ control: form.control, name: 'phone_number' })

  return (
    <form
      noValidate
      aria-label={props.submitLabel}
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit(props.onSubmit)}
    >
      <Card className="grid gap-5 md:grid-cols-2">
        <SectionTitle className="md:col-span-2">{t('general_info')}</SectionTitle>
        <Field label={t('name')} required error={errors.name?.message} className="md:col-span-2">
          {(control) => <Input {...control} autoComplete="off" {...form.register('name')} />}
        </Field>
        <Field label={t('phone_number')} required error={errors.phone_number?.message}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              {...form.register('phone_number')}
            />
          )}
        </Field>
        <Field label={t('emergency_phone_number')} error={errors.emergency_phone_number?.message}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              {...form.register('emergency_phone_number')}
            />
          )}
        </Field>
        <DuplicateNotice phone={phone ?? ''} ownPartialId={props.ownPartialId} />
        <Controller
          control={form.control}
          name="gender"
          render={({ field }) => (
            <Field label={t('sex')} required group error={errors.gender?.message} className="md:col-span-2">
              {(control) => (
                <RadioPills
                  {...control}
                  ref={field.ref}
                  value={field.value ?? ''}
                  onValueChange={field.onChange}
                  options={GENDERS.map((gender) => ({ value: gender, label: t(`gender_${gender}`) }))}
                />
              )}
            </Field>
          )}
        />
        <BirthFields form={form} />
        {props.identifierConfigs?.filter(isEntered).map(({ id, config }) => (
          <Field key={id} label={config.display} required={config.required ?? false}>
            {(control) => <Input {...control} autoComplete="off" {...form.register(`identifiers.${id}`)} />}
          </Field>
        ))}
        <Controller
          control={form.control}
          name="blood_group"
          render={({ field }) => (
            <Field label={t('blood_group')} required error={errors.blood_group?.message}>
              {(control) => (
                <Select
                  {...control}
                  ref={field.ref}
                  value={field.value ?? ''}
                  onValueChange={field.onChange}
                  options={BLOOD_GROUPS.map((group) => ({ value: group, label: t(`blood_group_${group}`) }))}
                />
              )}
            </Field>
          )}
        />
      </Card>
      <Card className="grid gap-5 md:grid-cols-2">
        <SectionTitle className="md:col-span-2">{t('where_they_live')}</SectionTitle>
        <Field label={t('address')} error={errors.address?.message} className="md:col-span-2">
          {(control) => <Textarea {...control} autoComplete="off" {...form.register('address')} />}
        </Field>
        <Field label={t('pincode')} error={errors.pincode?.message}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              maxLength={6}
              autoComplete="off"
              {...form.register('pincode')}
            />
          )}
        </Field>
        <Controller
          control={form.control}
          name="geo_organization"
          render={({ field }) => (
            <GeoOrganizationField
              value={field.value ?? ''}
              onChange={field.onChange}
              own={props.ownOrganization}
              error={errors.geo_organization?.message}
            />
          )}
        />
      </Card>
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="outline" onClick={props.onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={props.saving}>
          <Check aria-hidden />
          {props.submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** Some the server keeps by itself, and some are no people's matter. */
const isEntered = ({ config }: IdentifierConfig): boolean =>
  config.auto_maintained !== true && config.use !== 'temp'

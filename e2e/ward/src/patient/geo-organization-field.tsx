import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Select } from '../components/ui/select.tsx'
import { govtOrganizationsQuery, type Organization } from '../resources/facility.ts'

interface GeoOrganizationFieldProps {
  value: string
  onChange: (id: string) => void
  own: Organization | undefined
  error: string | undefined
}

/** While the list is not there, the patient's own organization can still be kept. */
export function GeoOrganizationField({ value, onChange, own, error }: GeoOrganizationFieldProps) {
  const { t } = useTranslation()
  const organizations = useQuery(govtOrganizationsQuery())
  const offered = (all: Organization[]) => {
    const rest = own ? all.filter((each) => each.id !== own.id) : all
    return [...(own ? [own] : []), ...rest].map((each) => ({ value: each.id, label: each.name }))
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('geo_organization')} required error={error}>
        {(control) => (
          <Select
            {...control}
            value={value}
            onValueChange={onChange}
            placeholder={t('choose')}
            options={offered(organizations.data?.results ?? [])}
          />
        )}
      </Field>
      <QueryView query={organizations} what={t('geo_organizations')}>
        {() => null}
      </QueryView>
    </div>
  )
}

// Where the patient lives: from a district or the like down, level by level, as far as somebody can say.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
  const [line, setLine] = useState(value === '' ? [] : [value])
  const offered = (all: Organization[]) => {
    const rest = own ? all.filter((each) => each.id !== own.id) : all
    return [...(own ? [own] : []), ...rest].map((each) => ({ value: each.id, label: each.name }))
  }
  function choose(depth: number, id: string) {
    setLine([...line.slice(0, depth), id])
    onChange(id)
  }
  const root = organizations.data?.results.find(({ id }) => id === line[0])
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('geo_organization')} required error={error}>
        {(control) => (
          <Select
            {...control}
            value={line[0] ?? ''}
            onValueChange={(id) => choose(0, id)}
            placeholder={t('choose')}
            options={offered(organizations.data?.results ?? [])}
          />
        )}
      </Field>
      <QueryView query={organizations} what={t('geo_organizations')}>
        {() => null}
      </QueryView>
      {root?.has_children && <LevelBelow parent={root} depth={1} line={line} onChoose={choose} />}
    </div>
  )
}

interface LevelBelowProps {
  parent: Organization
  depth: number
  line: string[]
  onChoose: (depth: number, id: string) => void
}

function LevelBelow({ parent, depth, line, onChoose }: LevelBelowProps) {
  const { t } = useTranslation()
  const level = useQuery(govtOrganizationsQuery(parent.id))
  const chosen = level.data?.results.find(({ id }) => id === line[depth])
  return (
    <>
      <QueryView query={level} what={t('geo_organizations')}>
        {({ results }) => (
          <Field label={t('geo_organization_below', { name: parent.name })}>
            {(control) => (
              <Select
                {...control}
                value={line[depth] ?? ''}
                onValueChange={(id) => onChoose(depth, id)}
                placeholder={t('choose')}
                options={results.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
        )}
      </QueryView>
      {chosen?.has_children && (
        <LevelBelow parent={chosen} depth={depth + 1} line={line} onChoose={onChoose} />
      )}
    </>
  )
}

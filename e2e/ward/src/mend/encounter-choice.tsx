// Which encounter a form is about: where its own was closed meanwhile, another open one of the same patient.
import { useQuery } from '@tanstack/react-query'
import { Link } from 'raviger'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { Card } from '../components/ui/card.tsx'
import { Select } from '../components/ui/select.tsx'
import { type EncounterListItem, isOpen, patientEncountersQuery } from '../resources/encounter.ts'
import { useAuth } from '../session/auth-provider.tsx'

/** `id` is empty while none is chosen. */
export function useOpenEncounters(patientId: string, ownId: string) {
  const encounters = useQuery(patientEncountersQuery(patientId))
  const [chosen, setChosen] = useState<string | null>(null)
  const open = encounters.data?.results.filter(isOpen) ?? []
  // Where the list is not on this tablet, nobody knows better than the form.
  const isOwnOpen = encounters.data === undefined || open.some(({ id }) => id === ownId)
  return { open, isOwnOpen, id: chosen ?? (isOwnOpen ? ownId : ''), choose: setChosen }
}

interface EncounterChoiceProps {
  patientId: string
  choice: ReturnType<typeof useOpenEncounters>
}

export function EncounterChoice({ patientId, choice }: EncounterChoiceProps) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const { user } = useAuth()
  const { open, isOwnOpen, id, choose } = choice
  const facilityId = user.data?.facilities[0]?.id ?? ''
  const nameOf = (encounter: EncounterListItem) =>
    `${t(`encounter_class_${encounter.encounter_class}`)}, ${dayAndTime(encounter.period.start)}`
  if (isOwnOpen && open.length < 2) return null
  return (
    <Card>
      {open.length === 0 ? (
        <p className="text-sm text-gray-700">
          {t('mend_no_open_encounter')}{' '}
          <Link
            href={`/facility/${facilityId}/patient/${patientId}/encounter/new`}
            className="font-medium text-primary-700 underline"
          >
            {t('start_encounter')}
          </Link>
        </p>
      ) : (
        <Field label={t('mend_encounter')} required>
          {(control) => (
            <Select
              {...control}
              value={id}
              placeholder={t('choose')}
              onValueChange={choose}
              options={open.map((each) => ({ value: each.id, label: nameOf(each) }))}
            />
          )}
        </Field>
      )}
    </Card>
  )
}

import { PendingBadge } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { SectionTitle } from '../components/ui/card.tsx'
import { cn } from '../components/ui/class-names.ts'
import type { EncounterListItem } from '../resources/encounter.ts'
import { StatusBadge } from './status-badge.tsx'

interface EncounterPickerProps {
  encounters: EncounterListItem[]
  chosenId: string
  onChoose: (id: string) => void
}

export function EncounterPicker({ encounters, chosenId, onChoose }: EncounterPickerProps) {
  const { t } = useTranslation()
  const { day } = useDateTime()
  return (
    <section className="flex min-w-0 flex-col gap-2" aria-labelledby="encounters">
      <TitleWithAge resource="encounter">
        <SectionTitle id="encounters">{t('encounters')}</SectionTitle>
      </TitleWithAge>
      <ul className="flex flex-col gap-2">
        {encounters.map((encounter) => {
          const chosen = encounter.id === chosenId
          return (
            <li
              key={encounter.id}
              className={cn(
                'relative flex flex-col items-start gap-1 rounded-lg border border-gray-200 bg-white p-3 shadow-xs',
                chosen && 'border-primary-700 ring-1 ring-primary-700',
              )}
            >
              <div className="flex w-full items-center justify-between gap-2">
                <button
                  type="button"
                  aria-pressed={chosen}
                  onClick={() => onChoose(encounter.id)}
                  className="text-left font-semibold after:absolute after:inset-0 after:rounded-lg"
                >
                  {t(`encounter_class_${encounter.encounter_class}`)}
                </button>
                <StatusBadge status={encounter.status} />
              </div>
              <p className="text-sm text-gray-600">
                {day(encounter.period.start)}
                {encounter.period.end ? ` – ${day(encounter.period.end)}` : ` – ${t('ongoing')}`}
              </p>
              <PendingBadge record={encounter.id} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

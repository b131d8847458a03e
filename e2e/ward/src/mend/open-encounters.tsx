// The encounters that stand in the way of one more: each can be completed here, and then the new one is tried again.
import { useQuery } from '@tanstack/react-query'
import { useWriteCalls } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { CompleteEncounter } from '../encounter/complete-encounter.tsx'
import { StatusBadge } from '../encounter/status-badge.tsx'
import {
  type EncounterListItem,
  encounterQuery,
  isOpen,
  patientEncountersQuery,
} from '../resources/encounter.ts'
import type { Write } from './mend-props.ts'

interface OpenEncountersProps {
  facilityId: string
  patientId: string
  write: Write
  onDone: () => void
}

export function OpenEncounters({ facilityId, patientId, write, onDone }: OpenEncountersProps) {
  const { t } = useTranslation()
  const { retry } = useWriteCalls()
  const encounters = useQuery(patientEncountersQuery(patientId))
  return (
    <Card aria-labelledby="open-encounters" className="flex flex-col gap-3">
      <SectionTitle id="open-encounters">{t('open_encounters')}</SectionTitle>
      <p className="text-sm text-gray-600">{t('open_encounters_text')}</p>
      <QueryView query={encounters} what={t('encounters')}>
        {({ results }) => (
          <ul className="flex flex-col divide-y divide-gray-200">
            {results
              .filter((each) => isOpen(each) && each.facility.id === facilityId)
              .filter(({ id }) => !write.recordIds.includes(id))
              .map((each) => (
                <li key={each.id}>
                  <Row facilityId={facilityId} encounter={each} />
                </li>
              ))}
          </ul>
        )}
      </QueryView>
      <div className="flex justify-end">
        <Button
          onClick={() => {
            void retry(write.id)
            onDone()
          }}
        >
          {t('try_again')}
        </Button>
      </div>
    </Card>
  )
}

function Row({ facilityId, encounter }: { facilityId: string; encounter: EncounterListItem }) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const whole = useQuery(encounterQuery(facilityId, encounter.id))
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <span className="font-medium">{t(`encounter_class_${encounter.encounter_class}`)}</span>
        <StatusBadge status={encounter.status} />
        <span className="text-sm text-gray-600">{dayAndTime(encounter.period.start)}</span>
      </div>
      {whole.data && <CompleteEncounter facilityId={facilityId} encounter={whole.data} />}
    </div>
  )
}

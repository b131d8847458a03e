// The chosen encounter: what it is, what can be done in it, and the forms filled in.
import { useQuery } from '@tanstack/react-query'
import { NeedsAttention } from 'care-offline/react'
import { Activity, Stethoscope } from 'lucide-react'
import { Link } from 'raviger'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Definition } from '../components/definition.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { FilesCard } from '../file/files-card.tsx'
import { Findings } from '../finding/findings.tsx'
import { mending } from '../mend/mending.ts'
import { Orders } from '../order/orders.tsx'
import { ResponseCard } from '../questionnaire/response-card.tsx'
import { type EncounterListItem, encounterQuery, isOpen } from '../resources/encounter.ts'
import { responsesQuery } from '../resources/questionnaire.ts'
import { CompleteEncounter } from './complete-encounter.tsx'
import { StatusBadge } from './status-badge.tsx'

interface EncounterPanelProps {
  facilityId: string
  patientId: string
  encounter: EncounterListItem
}

export function EncounterPanel({ facilityId, patientId, encounter: listed }: EncounterPanelProps) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const whole = useQuery(encounterQuery(facilityId, listed.id))
  const responses = useQuery(responsesQuery(patientId, listed.id))
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <NeedsAttention record={listed.id} {...mending} />
      <Card aria-labelledby="encounter-details" className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <TitleWithAge queryKey={encounterQuery(facilityId, listed.id).queryKey}>
            <SectionTitle id="encounter-details">{t('encounter_details')}</SectionTitle>
          </TitleWithAge>
          {isOpen(whole.data ?? listed) && (
            <div className="flex flex-wrap gap-2">
              <Button asChild variant="soft">
                <Link href={`/facility/${facilityId}/patient/${patientId}/encounter/${listed.id}/vitals`}>
                  <Activity aria-hidden />
                  {t('record_vitals')}
                </Link>
              </Button>
              <Button asChild variant="soft">
                <Link href={`/facility/${facilityId}/patient/${patientId}/encounter/${listed.id}/findings`}>
                  <Stethoscope aria-hidden />
                  {t('add_findings')}
                </Link>
              </Button>
              {whole.data && <CompleteEncounter facilityId={facilityId} encounter={whole.data} />}
            </div>
          )}
        </div>
        <QueryView query={whole} what={t('encounter')}>
          {(encounter) => (
            <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
              <Definition name={t('status')}>
                <StatusBadge status={encounter.status} />
              </Definition>
              <Definition name={t('encounter_class')}>
                {t(`encounter_class_${encounter.encounter_class}`)}
              </Definition>
              <Definition name={t('priority')}>
                {t(`priority_${encounter.priority}`, { defaultValue: encounter.priority })}
              </Definition>
              <Definition name={t('started')}>{dayAndTime(encounter.period.start)}</Definition>
              <Definition name={t('ended')}>
                {encounter.period.end ? dayAndTime(encounter.period.end) : t('ongoing')}
              </Definition>
              <Definition name={t('departments')}>
                {encounter.organizations.map((organization) => organization.name).join(', ')}
              </Definition>
            </dl>
          )}
        </QueryView>
      </Card>
      <Findings patientId={patientId} encounterId={listed.id} />
      <Orders facilityId={facilityId} encounterId={listed.id} open={isOpen(whole.data ?? listed)} />
      <FilesCard owner={{ type: 'encounter', id: listed.id }} />
      <section className="flex flex-col gap-2" aria-labelledby="responses">
        <TitleWithAge queryKey={responsesQuery(patientId, listed.id).queryKey}>
          <SectionTitle id="responses">{t('responses')}</SectionTitle>
        </TitleWithAge>
        <QueryView query={responses} what={t('responses')}>
          {({ results }) =>
            results.length === 0 ? (
              <Card>
                <Empty>{t('no_responses')}</Empty>
              </Card>
            ) : (
              <ul className="flex flex-col gap-3">
                {results.map((response) => (
                  <li key={response.id}>
                    <ResponseCard response={response} />
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      </section>
    </div>
  )
}

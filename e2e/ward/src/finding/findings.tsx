// Symptoms, allergies and medicines on record.
import { useQueries, useQuery } from '@tanstack/react-query'
import { ArrivalNote, NeedsAttention, PendingBadge } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { mending } from '../mend/mending.ts'
import { codingOf, detailOf, FINDING_KINDS, type FindingKind, findingsQuery } from '../resources/finding.ts'

interface FindingsProps {
  patientId: string
  encounterId: string
}

export function Findings(props: FindingsProps) {
  const { t } = useTranslation()
  const lists = useQueries({
    queries: FINDING_KINDS.map((kind) => findingsQuery(kind, props.patientId, props.encounterId)),
  })
  const ids = lists.flatMap(({ data }) => data?.results.map(({ id }) => id) ?? [])
  return (
    <Card aria-labelledby="findings" className="flex flex-col gap-4">
      <TitleWithAge resource={['symptom', 'allergyIntolerance', 'medicationRequest']}>
        <SectionTitle id="findings">{t('allergies_and_medicines')}</SectionTitle>
      </TitleWithAge>
      <NeedsAttention record={ids} {...mending} />
      <div className="grid gap-4 sm:grid-cols-3">
        {FINDING_KINDS.map((kind) => (
          <FindingList key={kind} kind={kind} {...props} />
        ))}
      </div>
    </Card>
  )
}

function FindingList({ kind, patientId, encounterId }: FindingsProps & { kind: FindingKind }) {
  const { t } = useTranslation()
  const findings = useQuery(findingsQuery(kind, patientId, encounterId))
  const what = t(`finding_${kind}`)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm text-gray-500">{what}</h3>
      <QueryView query={findings} what={what}>
        {({ results }) =>
          results.length === 0 ? (
            <p className="text-sm text-gray-500">{t('no_findings')}</p>
          ) : (
            <ul aria-label={what} className="flex flex-col gap-2">
              {results.map((finding) => {
                const detail = detailOf(finding)
                return (
                  <li key={finding.id} className="flex flex-wrap items-center gap-2">
                    <span className="font-medium">{codingOf(finding)?.display}</span>
                    {detail && <span className="text-sm text-gray-600">{t(`finding_${detail}`)}</span>}
                    <PendingBadge record={finding.id} />
                    <ArrivalNote record={finding.id} />
                  </li>
                )
              })}
            </ul>
          )
        }
      </QueryView>
    </div>
  )
}

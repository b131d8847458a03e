import { useQuery } from '@tanstack/react-query'
import { NeedsAttention } from 'care-offline/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppointmentsCard } from '../appointment/appointments-card.tsx'
import { useDocumentTitle } from '../components/page-title.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { EncounterPanel } from '../encounter/encounter-panel.tsx'
import { EncounterPicker } from '../encounter/encounter-picker.tsx'
import { FilesCard } from '../file/files-card.tsx'
import { mending } from '../mend/mending.ts'
import { PatientDetails } from '../patient/patient-details.tsx'
import { PatientHeader } from '../patient/patient-header.tsx'
import { ResourceRequests } from '../resource-request/resource-requests.tsx'
import { type EncounterListItem, isOpen, patientEncountersQuery } from '../resources/encounter.ts'
import { patientQuery } from '../resources/patient.ts'
import { AssignedStaff } from '../staff/assigned-staff.tsx'

interface PatientPageProps {
  facilityId: string
  patientId: string
}

export function PatientPage({ facilityId, patientId }: PatientPageProps) {
  const { t } = useTranslation()
  const patient = useQuery(patientQuery(patientId))
  const encounters = useQuery(patientEncountersQuery(patientId))
  const [chosenId, setChosenId] = useState<string | null>(null)
  useDocumentTitle(patient.data?.name)
  return (
    <div className="flex flex-col gap-4">
      <QueryView query={patient} what={t('patient')}>
        {(loaded) => <PatientHeader facilityId={facilityId} patient={loaded} />}
      </QueryView>
      <NeedsAttention record={patientId} {...mending} />
      <QueryView query={encounters} what={t('encounters')}>
        {({ results }) => {
          const inOrder = latestFirst(results)
          const chosen = inOrder.find((each) => each.id === chosenId) ?? mostCurrent(inOrder)
          if (!chosen) {
            return (
              <Card>
                <SectionTitle>{t('encounters')}</SectionTitle>
                <Empty>{t('no_encounters')}</Empty>
              </Card>
            )
          }
          return (
            <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr]">
              <EncounterPicker encounters={inOrder} chosenId={chosen.id} onChoose={setChosenId} />
              <EncounterPanel
                key={chosen.id}
                facilityId={facilityId}
                patientId={patientId}
                encounter={chosen}
              />
            </div>
          )
        }}
      </QueryView>
      <FilesCard owner={{ type: 'patient', id: patientId }} />
      <AppointmentsCard facilityId={facilityId} patientId={patientId} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ResourceRequests facilityId={facilityId} patientId={patientId} />
        <AssignedStaff patientId={patientId} />
      </div>
      {patient.data && <PatientDetails patient={patient.data} />}
    </div>
  )
}

/** Of encounters in order: the one somebody most likely came for. */
function mostCurrent(encounters: EncounterListItem[]): EncounterListItem | undefined {
  return encounters.find((each) => each.status === 'in_progress') ?? encounters.find(isOpen) ?? encounters[0]
}

function latestFirst(encounters: EncounterListItem[]): EncounterListItem[] {
  const startOf = (encounter: EncounterListItem) =>
    Date.parse(encounter.period.start ?? encounter.created_date) || 0
  return encounters.toSorted((a, b) => startOf(b) - startOf(a))
}

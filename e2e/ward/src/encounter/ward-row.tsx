import { PendingBadge } from 'care-offline/react'
import { Link } from 'raviger'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../components/avatar.tsx'
import { useDateTime } from '../components/date-time.ts'
import { Badge } from '../components/ui/badge.tsx'
import { AgeAndSex } from '../patient/identity.tsx'
import type { EncounterListItem } from '../resources/encounter.ts'

interface WardRowProps {
  facilityId: string
  encounter: EncounterListItem
}

export function WardRow({ facilityId, encounter }: WardRowProps) {
  const { t } = useTranslation()
  const { recent } = useDateTime()
  const { patient } = encounter
  return (
    <li className="relative flex gap-3 rounded-lg border border-gray-200 bg-white p-4 shadow-xs hover:border-primary-500">
      <Avatar name={patient.name} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <Link
          href={`/facility/${facilityId}/patient/${patient.id}`}
          className="max-w-full truncate font-semibold text-gray-900 after:absolute after:inset-0 after:rounded-lg"
        >
          {patient.name}
        </Link>
        <p className="text-sm text-gray-600">
          <AgeAndSex patient={patient} />
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-gray-500">
          <Badge tone="green">{t(`encounter_class_${encounter.encounter_class}`)}</Badge>
          {recent(encounter.period.start)}
        </p>
        <PendingBadge record={[patient.id, encounter.id]} />
      </div>
    </li>
  )
}

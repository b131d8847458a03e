import { Check, CircleDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Badge, type BadgeTone } from '../components/ui/badge.tsx'
import type { EncounterStatus } from '../resources/encounter.ts'

const TONES: Partial<Record<EncounterStatus, BadgeTone>> = {
  in_progress: 'amber',
  planned: 'blue',
  on_hold: 'neutral',
  discharged: 'blue',
  completed: 'green',
  entered_in_error: 'red',
}

export function StatusBadge({ status }: { status: EncounterStatus }) {
  const { t } = useTranslation()
  return (
    <Badge tone={TONES[status] ?? 'neutral'}>
      {status === 'completed' ? <Check aria-hidden /> : <CircleDashed aria-hidden />}
      {t(`encounter_status_${status}`)}
    </Badge>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Button } from '../components/ui/button.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { mutate } from '../request/mutate.ts'
import { type Encounter, type EncounterUpdate, encounterApi } from '../resources/encounter.ts'

interface CompleteEncounterProps {
  facilityId: string
  encounter: Encounter
}

export function CompleteEncounter({ facilityId, encounter }: CompleteEncounterProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const complete = useMutation({
    mutationFn: mutate(encounterApi.update, { pathParams: { id: encounter.id } }),
    onSuccess: () => {
      setAsking(false)
      toast.success(t('encounter_completed'))
      void queryClient.invalidateQueries({ queryKey: ['encounter', encounter.id] })
      void queryClient.invalidateQueries({ queryKey: ['encounters', encounter.patient.id] })
      void queryClient.invalidateQueries({ queryKey: ['encounterList', facilityId] })
    },
  })
  return (
    <>
      <Button variant="outline" onClick={() => setAsking(true)}>
        <CircleCheck aria-hidden />
        {t('complete_encounter')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('complete_encounter_title')}
        description={t('complete_encounter_text')}
      >
        <div className="flex justify-end gap-2">
          <Button variant="outline" onClick={() => setAsking(false)}>
            {t('cancel')}
          </Button>
          <Button
            disabled={complete.isPending}
            onClick={() => complete.mutate(completed(encounter, new Date().toISOString()))}
          >
            {t('complete')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

/** As CARE's own screens do: the whole record goes back. `hospitalization: null` would crash the server. */
function completed(encounter: Encounter, now: string): EncounterUpdate {
  const { hospitalization, ...rest } = encounter
  return {
    ...rest,
    ...(hospitalization ? { hospitalization } : {}),
    status: 'completed',
    period: { ...encounter.period, end: now },
    patient: encounter.patient.id,
    facility: encounter.facility.id,
  }
}

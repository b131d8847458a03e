import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Button } from '../components/ui/button.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { mutate } from '../request/mutate.ts'
import { type Appointment, isComing, patientAppointmentsQuery } from '../resources/appointment.ts'
import { type Encounter, type EncounterUpdate, encounterApi } from '../resources/encounter.ts'
import { batchApi, type SubRequest } from '../resources/questionnaire.ts'

interface CompleteEncounterProps {
  facilityId: string
  encounter: Encounter
}

export function CompleteEncounter({ facilityId, encounter }: CompleteEncounterProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  // Its row tells of a token that was given here as well; the encounter's own copy does not.
  const appointments = useQuery(patientAppointmentsQuery(encounter.patient.id))
  const appointment = appointments.data?.results.find(({ id }) => id === encounter.appointment?.id)
  const update = mutate(encounterApi.update, { pathParams: { id: encounter.id } })
  const submit = mutate(batchApi.submit)
  const complete = useMutation({
    mutationFn: async (form: EncounterUpdate) => {
      if (!appointment || !isComing(appointment)) return update(form)
      return submit({ requests: closing(facilityId, encounter.id, form, appointment) })
    },
    onSuccess: () => {
      setAsking(false)
      toast.success(t('encounter_completed'))
      void queryClient.invalidateQueries({ queryKey: ['encounter', encounter.id] })
      void queryClient.invalidateQueries({ queryKey: ['encounters', encounter.patient.id] })
      void queryClient.invalidateQueries({ queryKey: ['encounterList', facilityId] })
      void queryClient.invalidateQueries({ queryKey: ['patient-appointments', encounter.patient.id] })
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

/** Encounter, appointment and token end together, or none of them does. */
function closing(
  facilityId: string,
  encounterId: string,
  form: EncounterUpdate,
  { id, note, token }: Appointment,
): SubRequest[] {
  const facility = `/api/v1/facility/${facilityId}/`
  const put = (reference_id: string, url: string, body: object): SubRequest => ({
    ...{ url, method: 'PUT', reference_id, body },
  })
  return [
    put('encounter-closed', `/api/v1/encounter/${encounterId}/`, form),
    put('appointment-closed', `${facility}appointments/${id}/`, { status: 'fulfilled', note }),
    // One that was given on this tablet and waits has no queue yet.
    ...(token?.queue.id
      ? [
          put('token-closed', `${facility}token/queue/${token.queue.id}/token/${token.id}/`, {
            status: 'FULFILLED',
            note: token.note ?? '',
          }),
        ]
      : []),
  ]
}

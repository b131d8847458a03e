// One appointment: when, with whom, how it stands, and what may come next.
import { useMutation } from '@tanstack/react-query'
import { NeedsAttention, PendingBadge } from 'care-offline/react'
import { Link } from 'raviger'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Badge, type BadgeTone } from '../components/ui/badge.tsx'
import { Button } from '../components/ui/button.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { mending } from '../mend/mending.ts'
import { mutate } from '../request/mutate.ts'
import { type Appointment, type AppointmentStatus, appointmentApi } from '../resources/appointment.ts'
import { fullName } from '../resources/user.ts'
import { SlotDialog } from './slot-dialog.tsx'
import { TokenButton } from './token-button.tsx'
import { useAppointmentsChanged } from './use-appointments-changed.ts'

const NEXT: Partial<Record<AppointmentStatus, AppointmentStatus[]>> = {
  booked: ['checked_in', 'noshow'],
  checked_in: ['in_consultation', 'noshow'],
  in_consultation: ['fulfilled'],
}
const TONES: Partial<Record<AppointmentStatus, BadgeTone>> = {
  booked: 'blue',
  checked_in: 'amber',
  in_consultation: 'amber',
  fulfilled: 'green',
}
/** CARE neither cancels nor moves what is going on. */
const ENDING: readonly AppointmentStatus[] = ['booked', 'checked_in']

interface AppointmentRowProps {
  facilityId: string
  patientId: string
  appointment: Appointment
}

export function AppointmentRow({ facilityId, patientId, appointment }: AppointmentRowProps) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const { id, status, note } = appointment
  const [asking, setAsking] = useState<'cancel' | 'move' | null>(null)
  const changed = useAppointmentsChanged(patientId)
  const options = { pathParams: { facilityId, id } }
  const done = (words: string) => ({
    onSuccess: () => {
      setAsking(null)
      changed(t(words))
    },
  })
  const update = useMutation({
    mutationFn: mutate(appointmentApi.update, options),
    ...done('appointment_changed'),
  })
  const cancel = useMutation({
    mutationFn: mutate(appointmentApi.cancel, options),
    ...done('appointment_cancelled'),
  })
  const move = useMutation({ mutationFn: mutate(appointmentApi.move, options), ...done('appointment_moved') })
  const saving = update.isPending || cancel.isPending || move.isPending
  const close = () => setAsking(null)
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-2 font-medium text-gray-900">
          {dayAndTime(appointment.token_slot.start_datetime)}
          <Badge tone={TONES[status] ?? 'neutral'}>{t(`appointment_status_${status}`)}</Badge>
          <PendingBadge record={id} />
        </p>
        <p className="text-sm text-gray-600">
          {fullName(appointment.resource)}
          {note && ` · ${note}`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <TokenButton facilityId={facilityId} patientId={patientId} appointment={appointment} />
        {NEXT[status]?.map((next) => (
          <Button
            key={next}
            variant="soft"
            disabled={saving}
            onClick={() => update.mutate({ status: next, note })}
          >
            {t(`set_${next}`)}
          </Button>
        ))}
        {ENDING.includes(status) && (
          <>
            <Button asChild variant="soft">
              <Link href={`/facility/${facilityId}/patient/${patientId}/encounter/new?appointment=${id}`}>
                {t('begin_visit')}
              </Link>
            </Button>
            <Button variant="outline" disabled={saving} onClick={() => setAsking('move')}>
              {t('move')}
            </Button>
            <Button variant="outline" disabled={saving} onClick={() => setAsking('cancel')}>
              {t('cancel_appointment')}
            </Button>
          </>
        )}
      </div>
      <div className="hidden basis-full has-[.co-row,.co-message]:block">
        <NeedsAttention record={id} {...mending} />
      </div>
      {asking === 'move' && (
        <SlotDialog
          facilityId={facilityId}
          title={t('move_appointment')}
          description={t('move_appointment_text')}
          confirm={t('move')}
          saving={saving}
          onClose={close}
          onConfirm={(slotId, words) =>
            move.mutate({
              new_slot: slotId,
              new_booking_note: words || note,
              previous_booking_note: null,
              tags: [],
            })
          }
        />
      )}
      <Dialog
        open={asking === 'cancel'}
        onOpenChange={close}
        title={t('cancel_appointment_title')}
        description={t('cancel_appointment_text')}
      >
        <div className="flex justify-end gap-2">
          <Button variant="outline" onClick={close}>
            {t('back')}
          </Button>
          <Button disabled={saving} onClick={() => cancel.mutate({ reason: 'cancelled', note: '' })}>
            {t('cancel_it')}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}

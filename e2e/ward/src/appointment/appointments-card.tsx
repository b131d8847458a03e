// The patient's appointments, and booking one more.
import { useMutation, useQuery } from '@tanstack/react-query'
import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { callApi } from '../request/call-api.ts'
import { type Appointment, appointmentApi, patientAppointmentsQuery } from '../resources/appointment.ts'
import { AppointmentRow } from './appointment-row.tsx'
import { SlotDialog } from './slot-dialog.tsx'
import { useAppointmentsChanged } from './use-appointments-changed.ts'

interface AppointmentsCardProps {
  facilityId: string
  patientId: string
}

export function AppointmentsCard({ facilityId, patientId }: AppointmentsCardProps) {
  const { t } = useTranslation()
  const appointments = useQuery(patientAppointmentsQuery(patientId))
  const [booking, setBooking] = useState(false)
  const changed = useAppointmentsChanged(patientId)
  const book = useMutation({
    mutationFn: ({ slotId, note }: { slotId: string; note: string }) =>
      callApi(appointmentApi.book, {
        pathParams: { facilityId, slotId },
        body: { patient: patientId, note, tags: [] },
      }),
    onSuccess: () => {
      setBooking(false)
      changed(t('appointment_booked'))
    },
  })
  return (
    <Card aria-labelledby="appointments" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TitleWithAge queryKey={patientAppointmentsQuery(patientId).queryKey}>
          <SectionTitle id="appointments">{t('appointments')}</SectionTitle>
        </TitleWithAge>
        <Button variant="soft" onClick={() => setBooking(true)}>
          <CalendarPlus aria-hidden />
          {t('book_appointment')}
        </Button>
      </div>
      <QueryView query={appointments} what={t('appointments')}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('no_appointments')}</Empty>
          ) : (
            <ul className="flex flex-col divide-y divide-gray-200">
              {results.toSorted(latestFirst).map((appointment) => (
                <li key={appointment.id}>
                  <AppointmentRow facilityId={facilityId} patientId={patientId} appointment={appointment} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {booking && (
        <SlotDialog
          facilityId={facilityId}
          title={t('book_appointment')}
          description={t('book_appointment_text')}
          confirm={t('book')}
          saving={book.isPending}
          onClose={() => setBooking(false)}
          onConfirm={(slotId, note) => book.mutate({ slotId, note })}
        />
      )}
    </Card>
  )
}

const latestFirst = (a: Appointment, b: Appointment): number =>
  a.token_slot.start_datetime < b.token_slot.start_datetime ? 1 : -1

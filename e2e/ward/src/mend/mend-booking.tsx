// Another slot for a booking, which names its slot in the address, or for a move, which names it in the form.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SlotPicker } from '../appointment/slot-picker.tsx'
import { toLocalInput } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card } from '../components/ui/card.tsx'
import { Input } from '../components/ui/input.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import type { Appointment } from '../resources/appointment.ts'
import type { MendProps } from './mend-props.ts'

interface Booking {
  patient?: string
  note?: string
  new_slot?: string
  new_booking_note?: string
}

export function MendBooking({ payload, path, record, saving, save, cancel }: MendProps<Booking>) {
  const { t } = useTranslation()
  const { resource, token_slot } = record as Partial<Appointment>
  const isMove = payload.new_slot !== undefined
  const [slotId, setSlotId] = useState('')
  const [note, setNote] = useState((isMove ? payload.new_booking_note : payload.note) ?? '')
  const facilityId = path.match(/facility\/([^/]+)\//)?.[1] ?? ''
  const day = token_slot ? toLocalInput(new Date(token_slot.start_datetime)).slice(0, 10) : ''

  function submit() {
    if (isMove) save({ ...payload, new_slot: slotId, new_booking_note: note })
    else save({ ...payload, note }, path.replace(/\/slots\/[^/]+\//, `/slots/${slotId}/`))
  }

  return (
    <>
      {payload.patient && <PatientLine patientId={payload.patient} />}
      <Card>
        <form
          aria-label={t('slot')}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <SlotPicker
            facilityId={facilityId}
            initial={{ practitionerId: resource?.id ?? '', day }}
            slotId={slotId}
            onChoose={setSlotId}
          />
          <Field label={t('note')}>
            {(control) => (
              <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />
            )}
          </Field>
          <div className="flex flex-wrap justify-end gap-3">
            <Button variant="outline" onClick={cancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={slotId === '' || saving}>
              {t('mend_save')}
            </Button>
          </div>
        </form>
      </Card>
    </>
  )
}

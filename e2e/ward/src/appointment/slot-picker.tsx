// Whose slot, on which day, and which of those that are free.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toLocalInput, useDateTime } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { Select } from '../components/ui/select.tsx'
import { practitionersQuery, slotsQuery, type TokenSlot } from '../resources/appointment.ts'
import { fullName } from '../resources/user.ts'

interface SlotPickerProps {
  facilityId: string
  /** Whose slots of which day are shown first; empty words where nobody knows. */
  initial?: { practitionerId: string; day: string }
  slotId: string
  onChoose: (slotId: string) => void
}

export function SlotPicker({ facilityId, initial, slotId, onChoose }: SlotPickerProps) {
  const { t } = useTranslation()
  const { time } = useDateTime()
  const [practitionerId, setPractitionerId] = useState(initial?.practitionerId ?? '')
  const [day, setDay] = useState(() => initial?.day || toLocalInput(new Date()).slice(0, 10))
  const practitioners = useQuery(practitionersQuery(facilityId))
  const slots = useQuery(slotsQuery(facilityId, practitionerId, day))
  return (
    <div className="flex flex-col gap-4">
      <QueryView query={practitioners} what={t('practitioners')}>
        {({ users }) => (
          <Field label={t('practitioner')} required>
            {(control) => (
              <Select
                {...control}
                value={practitionerId}
                placeholder={t('choose')}
                onValueChange={(id) => {
                  setPractitionerId(id)
                  onChoose('')
                }}
                options={users.map((user) => ({ value: user.id, label: fullName(user) }))}
              />
            )}
          </Field>
        )}
      </QueryView>
      <Field label={t('day')} required>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={day}
            onChange={(event) => {
              setDay(event.target.value)
              onChoose('')
            }}
          />
        )}
      </Field>
      {practitionerId !== '' && day !== '' && (
        <QueryView query={slots} what={t('slots')}>
          {({ results }) => {
            const free = results.filter(isFree).toSorted(byStart)
            if (free.length === 0) return <p className="text-sm text-gray-500">{t('no_free_slots')}</p>
            return (
              <Field label={t('slot')} required group>
                {(control) => (
                  <RadioPills
                    {...control}
                    value={slotId}
                    onValueChange={onChoose}
                    options={free.map((slot) => ({ value: slot.id, label: time(slot.start_datetime) }))}
                  />
                )}
              </Field>
            )
          }}
        </QueryView>
      )}
    </div>
  )
}

const isFree = (slot: TokenSlot): boolean =>
  slot.allocated < slot.availability.tokens_per_slot && Date.parse(slot.end_datetime) > Date.now()

const byStart = (a: TokenSlot, b: TokenSlot): number => (a.start_datetime < b.start_datetime ? -1 : 1)

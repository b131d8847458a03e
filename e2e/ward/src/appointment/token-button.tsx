// The number that a patient waits with: what it is, or a button to give one.
import { useMutation, useQuery } from '@tanstack/react-query'
import { PendingBadge } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { Button } from '../components/ui/button.tsx'
import { mutate } from '../request/mutate.ts'
import { type Appointment, appointmentApi, isComing, tokenCategoriesQuery } from '../resources/appointment.ts'
import { useAppointmentsChanged } from './use-appointments-changed.ts'

interface TokenButtonProps {
  facilityId: string
  patientId: string
  appointment: Appointment
}

export function TokenButton({ facilityId, patientId, appointment }: TokenButtonProps) {
  const { t } = useTranslation()
  const changed = useAppointmentsChanged(patientId)
  const categories = useQuery(tokenCategoriesQuery(facilityId))
  const give = useMutation({
    mutationFn: mutate(appointmentApi.giveToken, { pathParams: { facilityId, id: appointment.id } }),
    onSuccess: () => changed(t('token_given')),
  })
  const { token } = appointment
  if (token) {
    const number = token.number === null ? t('token_number_later') : String(token.number)
    return (
      <p className="flex items-center gap-2 text-sm text-gray-700">
        {t('token_number', { number })} <PendingBadge record={token.id} />
      </p>
    )
  }
  const known = categories.data?.results ?? []
  const category = known.find((each) => each.default) ?? known[0]
  if (!category || !isComing(appointment)) return null
  return (
    <Button
      variant="outline"
      disabled={give.isPending}
      onClick={() => give.mutate({ category: category.id, note: '' })}
    >
      {t('give_token')}
    </Button>
  )
}

// One more request. Who fills it in is whom the other facility calls back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { mutate } from '../request/mutate.ts'
import { resourceRequestApi } from '../resources/resource-request.ts'
import { fullName } from '../resources/user.ts'
import { useAuth } from '../session/auth-provider.tsx'
import { RequestForm } from './request-form.tsx'

interface NewRequestProps {
  facilityId: string
  patientId: string
  onDone: () => void
}

export function NewRequest({ facilityId, patientId, onDone }: NewRequestProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { user } = useAuth()
  const create = useMutation({
    mutationFn: mutate(resourceRequestApi.create),
    onSuccess: () => {
      toast.success(t('request_saved'))
      void queryClient.invalidateQueries({ queryKey: ['resourceRequests', patientId] })
      onDone()
    },
  })
  return (
    <RequestForm
      submitLabel={t('send_request')}
      saving={create.isPending}
      onCancel={onDone}
      onSubmit={(values) =>
        create.mutate({
          ...values,
          status: 'pending',
          priority: 1,
          referring_facility_contact_name: user.data ? fullName(user.data) : '',
          referring_facility_contact_number: user.data?.phone_number ?? '',
          origin_facility: facilityId,
          approving_facility: null,
          assigned_to: null,
          related_patient: patientId,
        })
      }
    />
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Select } from '../components/ui/select.tsx'
import { mutate } from '../request/mutate.ts'
import {
  REQUEST_STATUSES,
  type RequestStatus,
  type ResourceRequest,
  type ResourceRequestBody,
  resourceRequestApi,
  resourceRequestQuery,
} from '../resources/resource-request.ts'

interface RequestStatusFormProps {
  patientId: string
  requestId: string
  onDone: () => void
}

export function RequestStatusForm({ patientId, requestId, onDone }: RequestStatusFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const request = useQuery(resourceRequestQuery(requestId))
  const [chosen, setChosen] = useState<RequestStatus>()
  const change = useMutation({
    mutationFn: mutate(resourceRequestApi.update, { pathParams: { id: requestId } }),
    onSuccess: () => {
      toast.success(t('request_saved'))
      void queryClient.invalidateQueries({ queryKey: ['resource_request', requestId] })
      void queryClient.invalidateQueries({ queryKey: ['resourceRequests', patientId] })
      onDone()
    },
  })
  return (
    <QueryView query={request} what={t('resource_request')}>
      {(loaded) => (
        <form
          aria-label={t('change_status')}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate({ ...bodyOf(loaded), status: chosen ?? loaded.status })
          }}
        >
          <Field label={t('status')} required>
            {(control) => (
              <Select
                {...control}
                value={chosen ?? loaded.status}
                onValueChange={(value) => setChosen(REQUEST_STATUSES.find((each) => each === value))}
                options={REQUEST_STATUSES.map((each) => ({
                  value: each,
                  label: t(`request_status_${each}`),
                }))}
              />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button variant="outline" onClick={onDone}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={change.isPending}>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
    </QueryView>
  )
}

/** As CARE's own form does: all of it goes back, with ids in place of records. */
function bodyOf(request: ResourceRequest): ResourceRequestBody {
  return {
    title: request.title,
    reason: request.reason,
    emergency: request.emergency,
    referring_facility_contact_name: request.referring_facility_contact_name,
    referring_facility_contact_number: request.referring_facility_contact_number,
    status: request.status,
    category: request.category,
    priority: request.priority,
    origin_facility: request.origin_facility.id,
    approving_facility: request.approving_facility?.id ?? null,
    assigned_facility: request.assigned_facility?.id ?? null,
    assigned_to: request.assigned_to?.id ?? null,
    related_patient: request.related_patient?.id ?? null,
  }
}

// What was asked of other facilities for this patient, where it stands, and a form to ask for more.
import { useQuery } from '@tanstack/react-query'
import { NeedsAttention, PendingBadge } from 'care-offline/react'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Empty, QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Badge, type BadgeTone } from '../components/ui/badge.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { mending } from '../mend/mending.ts'
import {
  type RequestStatus,
  type ResourceRequestItem,
  resourceRequestsQuery,
} from '../resources/resource-request.ts'
import { NewRequest } from './new-request.tsx'
import { RequestComments } from './request-comments.tsx'
import { RequestStatusForm } from './request-status-form.tsx'

interface ResourceRequestsProps {
  facilityId: string
  patientId: string
}

export function ResourceRequests({ facilityId, patientId }: ResourceRequestsProps) {
  const { t } = useTranslation()
  const requests = useQuery(resourceRequestsQuery(patientId))
  const [asking, setAsking] = useState(false)
  return (
    <Card aria-labelledby="resource-requests" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TitleWithAge queryKey={resourceRequestsQuery(patientId).queryKey}>
          <SectionTitle id="resource-requests">{t('resource_requests')}</SectionTitle>
        </TitleWithAge>
        <Button variant="soft" onClick={() => setAsking(true)}>
          <Plus aria-hidden />
          {t('new_resource_request')}
        </Button>
      </div>
      <QueryView query={requests} what={t('resource_requests')}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('no_resource_requests')}</Empty>
          ) : (
            <ul className="flex flex-col gap-2">
              {results.map((request) => (
                <RequestRow key={request.id} patientId={patientId} request={request} />
              ))}
            </ul>
          )
        }
      </QueryView>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('new_resource_request')}
        description={t('new_resource_request_text')}
      >
        <NewRequest facilityId={facilityId} patientId={patientId} onDone={() => setAsking(false)} />
      </Dialog>
    </Card>
  )
}

const tones: Partial<Record<RequestStatus, BadgeTone>> = {
  pending: 'amber',
  approved: 'green',
  completed: 'green',
  rejected: 'red',
  transportation_to_be_arranged: 'blue',
  transfer_in_progress: 'blue',
}

function RequestRow({ patientId, request }: { patientId: string; request: ResourceRequestItem }) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const [changing, setChanging] = useState(false)
  const [talking, setTalking] = useState(false)
  return (
    <li
      aria-label={request.title}
      className="flex flex-wrap items-center gap-3 rounded-lg border border-gray-200 p-3"
    >
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 font-medium break-words text-gray-900">
          {request.title}
          <Badge tone={tones[request.status]}>{t(`request_status_${request.status}`)}</Badge>
          {request.emergency && <Badge tone="red">{t('request_emergency')}</Badge>}
          <PendingBadge record={request.id} />
        </p>
        <p className="mt-1 text-sm text-gray-500">
          {[
            t(`request_category_${request.category}`),
            request.assigned_facility?.name,
            dayAndTime(request.created_date),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Button variant="outline" onClick={() => setChanging(true)}>
        {t('change_status')}
      </Button>
      <Button variant="outline" onClick={() => setTalking(true)}>
        {t('comments')}
      </Button>
      <Dialog open={talking} onOpenChange={setTalking} title={t('comments')} description={request.title}>
        <RequestComments requestId={request.id} />
      </Dialog>
      <div className="hidden basis-full has-[.co-row,.co-message]:block">
        <NeedsAttention record={request.id} {...mending} />
      </div>
      <Dialog
        open={changing}
        onOpenChange={setChanging}
        title={t('change_status')}
        description={request.title}
      >
        <RequestStatusForm patientId={patientId} requestId={request.id} onDone={() => setChanging(false)} />
      </Dialog>
    </li>
  )
}

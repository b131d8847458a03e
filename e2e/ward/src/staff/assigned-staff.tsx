// Who is assigned to the patient; somebody can be assigned, and removed again.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Avatar } from '../components/avatar.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { mutate } from '../request/mutate.ts'
import { patientUserApi, patientUsersQuery } from '../resources/patient-user.ts'
import { fullName, type UserMinimal } from '../resources/user.ts'
import { AssignStaff } from './assign-staff.tsx'

export function AssignedStaff({ patientId }: { patientId: string }) {
  const { t } = useTranslation()
  const users = useQuery(patientUsersQuery(patientId))
  return (
    <Card aria-labelledby="assigned-staff" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TitleWithAge queryKey={patientUsersQuery(patientId).queryKey}>
          <SectionTitle id="assigned-staff">{t('assigned_staff')}</SectionTitle>
        </TitleWithAge>
        <AssignStaff patientId={patientId} assigned={users.data?.results ?? []} />
      </div>
      <QueryView query={users} what={t('assigned_staff')}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('no_assigned_staff')}</Empty>
          ) : (
            <ul className="flex flex-col gap-2">
              {results.map((user) => (
                <StaffMember key={user.id} patientId={patientId} user={user} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  )
}

function StaffMember({ patientId, user }: { patientId: string; user: UserMinimal }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const name = fullName(user) || t('staff_name_unknown')
  const remove = useMutation({
    mutationFn: mutate(patientUserApi.remove, { pathParams: { id: patientId } }),
    onSuccess: () => {
      toast.success(t('staff_removed', { name }))
      void queryClient.invalidateQueries({ queryKey: ['patientUsers', patientId] })
    },
  })
  return (
    <li className="flex items-center gap-3">
      <Avatar name={name} />
      <span className="min-w-0 flex-1 font-medium break-words text-gray-900">{name}</span>
      <Button
        variant="ghost"
        aria-label={t('remove_person', { name })}
        disabled={remove.isPending}
        onClick={() => remove.mutate({ user: user.id })}
      >
        <UserMinus aria-hidden />
      </Button>
    </li>
  )
}

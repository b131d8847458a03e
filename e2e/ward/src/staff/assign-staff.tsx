import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { Select } from '../components/ui/select.tsx'
import { mutate } from '../request/mutate.ts'
import { patientUserApi, rolesQuery } from '../resources/patient-user.ts'
import { fullName, type UserMinimal } from '../resources/user.ts'
import { StaffSearch } from './staff-search.tsx'

interface AssignStaffProps {
  patientId: string
  assigned: UserMinimal[]
}

export function AssignStaff({ patientId, assigned }: AssignStaffProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="soft" onClick={() => setAsking(true)}>
        <UserPlus aria-hidden />
        {t('assign_staff')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('assign_staff')}
        description={t('assign_staff_text')}
      >
        <AssignForm patientId={patientId} assigned={assigned} onDone={() => setAsking(false)} />
      </Dialog>
    </>
  )
}

function AssignForm({ patientId, assigned, onDone }: AssignStaffProps & { onDone: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const roles = useQuery(rolesQuery())
  const [user, setUser] = useState<UserMinimal>()
  const [role, setRole] = useState('')
  const assign = useMutation({
    mutationFn: mutate(patientUserApi.add, { pathParams: { id: patientId } }),
    onSuccess: (added: UserMinimal) => {
      toast.success(t('staff_assigned', { name: fullName(added) }))
      void queryClient.invalidateQueries({ queryKey: ['patientUsers', patientId] })
      onDone()
    },
  })
  return (
    <form
      aria-label={t('assign_staff')}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (user) assign.mutate({ user: user.id, role })
      }}
    >
      <Field label={t('staff_member')} required>
        {(control) => <StaffSearch {...control} value={user} without={assigned} onChoose={setUser} />}
      </Field>
      <QueryView query={roles} what={t('roles')}>
        {({ results }) => (
          <Field label={t('role')} required>
            {(control) => (
              <Select
                {...control}
                value={role}
                onValueChange={setRole}
                placeholder={t('choose')}
                options={results.map((each) => ({ value: each.id, label: each.name }))}
              />
            )}
          </Field>
        )}
      </QueryView>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={!user || role === '' || assign.isPending}>
          {t('assign')}
        </Button>
      </div>
    </form>
  )
}

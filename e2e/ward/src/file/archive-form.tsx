import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Input } from '../components/ui/input.tsx'
import { mutate } from '../request/mutate.ts'
import { fileApi } from '../resources/file.ts'
import type { Owner } from './files-card.tsx'

interface ArchiveFormProps {
  owner: Owner
  fileId: string
  onDone: () => void
}

export function ArchiveForm({ owner, fileId, onDone }: ArchiveFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const archive = useMutation({
    mutationFn: mutate(fileApi.archive, { pathParams: { id: fileId } }),
    onSuccess: () => {
      toast.success(t('file_archived'))
      void queryClient.invalidateQueries({ queryKey: ['files', owner.type, owner.id] })
      onDone()
    },
  })
  return (
    <form
      aria-label={t('archive_file')}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        archive.mutate({ archive_reason: reason })
      }}
    >
      <Field label={t('reason')} required>
        {(control) => (
          <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} required />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={archive.isPending}>
          {t('archive')}
        </Button>
      </div>
    </form>
  )
}

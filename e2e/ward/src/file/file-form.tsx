// A file from the tablet, or from its camera. How large it may be is said before it is chosen.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { fileLimits } from 'care-offline/care'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Input } from '../components/ui/input.tsx'
import { Select } from '../components/ui/select.tsx'
import { FILE_CATEGORIES, type FileCategory, uploadFile } from '../resources/file.ts'
import type { Owner } from './files-card.tsx'

interface FileFormProps {
  owner: Owner
  onDone: () => void
}

const accepted = 'image/*,audio/*,video/*,.pdf,.txt,.csv,.rtf,.doc,.docx,.odt,.xls,.xlsx'
const inMegabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)

export function FileForm({ owner, onDone }: FileFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [category, setCategory] = useState<FileCategory>('unspecified')
  const room = useRoom()
  const most = Math.min(fileLimits.mostBytes, room ?? fileLimits.mostBytes)
  const isTooLarge = file !== undefined && file.size > most
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: () => {
      toast.success(t('file_saved'))
      void queryClient.invalidateQueries({ queryKey: ['files', owner.type, owner.id] })
      onDone()
    },
  })

  function choose(chosen: File | undefined) {
    setFile(chosen)
    if (chosen && name === '') setName(chosen.name.replace(/\.[^.]+$/, ''))
  }

  return (
    <form
      aria-label={t('add_file')}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!file || isTooLarge) return
        upload.mutate({
          file,
          name,
          file_type: owner.type,
          file_category: category,
          associating_id: owner.id,
        })
      }}
    >
      {(['choose_file', 'take_photo'] as const).map((way) => (
        <Field
          key={way}
          label={t(way)}
          hint={way === 'choose_file' && t('file_limit', { most: inMegabytes(most) })}
          error={way === 'choose_file' && isTooLarge ? 'file_too_large' : undefined}
          errorValues={{ size: inMegabytes(file?.size ?? 0), most: inMegabytes(most) }}
        >
          {(control) => (
            <Input
              {...control}
              type="file"
              className="py-2"
              {...(way === 'choose_file'
                ? { accept: accepted }
                : { accept: 'image/*', capture: 'environment' as const })}
              onChange={(event) => choose(event.target.files?.[0])}
            />
          )}
        </Field>
      ))}
      <Field label={t('file_name')} required>
        {(control) => (
          <Input {...control} value={name} onChange={(event) => setName(event.target.value)} required />
        )}
      </Field>
      <Field label={t('file_category')} required>
        {(control) => (
          <Select
            {...control}
            value={category}
            onValueChange={(value) => setCategory(FILE_CATEGORIES.find((each) => each === value) ?? category)}
            options={FILE_CATEGORIES.map((each) => ({ value: each, label: t(`file_category_${each}`) }))}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={!file || isTooLarge || upload.isPending}>
          {t('save_file')}
        </Button>
      </div>
    </form>
  )
}

/** How many bytes the tablet still has for this app; undefined where it does not tell. */
function useRoom(): number | undefined {
  const { data } = useQuery({
    queryKey: ['room-on-this-tablet'],
    queryFn: async () => {
      const { quota, usage } = await navigator.storage.estimate()
      return quota === undefined ? null : Math.max(0, quota - (usage ?? 0))
    },
    gcTime: 0,
  })
  return data ?? undefined
}

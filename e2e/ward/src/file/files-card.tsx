// The files of a patient or an encounter: what there is, where it is, and a form for more.
import { useQuery } from '@tanstack/react-query'
import { PendingBadge } from 'care-offline/react'
import { Archive, Eye, Paperclip } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Empty, QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Badge } from '../components/ui/badge.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { type FileItem, type FileSubject, filesQuery } from '../resources/file.ts'
import { ArchiveForm } from './archive-form.tsx'
import { FileForm } from './file-form.tsx'
import { FileView } from './file-view.tsx'

export interface Owner {
  type: FileSubject
  id: string
}

export function FilesCard({ owner }: { owner: Owner }) {
  const { t } = useTranslation()
  const files = useQuery(filesQuery(owner.type, owner.id))
  const [adding, setAdding] = useState(false)
  const title = t(`files_of_${owner.type}`)
  const titleId = `files-${owner.type}`
  return (
    <Card aria-labelledby={titleId} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TitleWithAge resource="file">
          <SectionTitle id={titleId}>{title}</SectionTitle>
        </TitleWithAge>
        <Button variant="soft" onClick={() => setAdding(true)}>
          <Paperclip aria-hidden />
          {t('add_file')}
        </Button>
      </div>
      <QueryView query={files} what={title}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('no_files')}</Empty>
          ) : (
            <ul className="flex flex-col gap-2">
              {results.map((file) => (
                <FileRow key={file.id} owner={owner} file={file} />
              ))}
            </ul>
          )
        }
      </QueryView>
      <Dialog open={adding} onOpenChange={setAdding} title={t('add_file')} description={t('add_file_text')}>
        <FileForm owner={owner} onDone={() => setAdding(false)} />
      </Dialog>
    </Card>
  )
}

function FileRow({ owner, file }: { owner: Owner; file: FileItem }) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const [shown, setShown] = useState<'content' | 'archive'>()
  const close = () => setShown(undefined)
  return (
    <li
      aria-label={file.name}
      className="flex flex-wrap items-center gap-3 rounded-lg border border-gray-200 p-3"
    >
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 font-medium break-words text-gray-900">
          {file.name}
          {file.is_archived && <Badge tone="amber">{t('archived')}</Badge>}
          <PendingBadge record={file.id} />
        </p>
        <p className="mt-1 text-sm text-gray-500">
          {[t(`file_category_${file.file_category}`), file.extension, dayAndTime(file.created_date)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Button variant="outline" onClick={() => setShown('content')}>
        <Eye aria-hidden />
        {t('open')}
      </Button>
      {!file.is_archived && (
        <Button variant="outline" onClick={() => setShown('archive')}>
          <Archive aria-hidden />
          {t('archive')}
        </Button>
      )}
      <Dialog open={shown === 'content'} onOpenChange={close} title={file.name} description={t('file')}>
        <FileView file={file} />
      </Dialog>
      <Dialog
        open={shown === 'archive'}
        onOpenChange={close}
        title={t('archive_file')}
        description={t('archive_file_text')}
      >
        <ArchiveForm owner={owner} fileId={file.id} onDone={close} />
      </Dialog>
    </li>
  )
}

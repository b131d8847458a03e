// What is in a file: a picture is shown, anything else can be saved. "Not here" is said as such.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { type FileItem, openFile } from '../resources/file.ts'

export function FileView({ file }: { file: FileItem }) {
  const { t } = useTranslation()
  const content = useQuery({
    queryKey: ['file-content', file.id],
    queryFn: () => openFile(file.id),
    gcTime: 0,
  })
  return (
    <QueryView query={content} what={file.name}>
      {(blob) =>
        blob ? (
          <Content file={file} blob={blob} />
        ) : (
          <p role="alert" className="text-sm text-amber-950">
            {t('file_not_here')}
          </p>
        )
      }
    </QueryView>
  )
}

function Content({ file, blob }: { file: FileItem; blob: Blob }) {
  const { t } = useTranslation()
  const url = useObjectUrl(blob)
  if (url === undefined) return null
  return file.mime_type.startsWith('image/') && file.mime_type !== 'image/svg+xml' ? (
    <img src={url} alt={file.name} className="max-h-[60vh] w-full rounded-lg object-contain" />
  ) : (
    <Button asChild variant="soft">
      <a href={url} download={`${file.name}${file.extension}`}>
        {t('save_a_copy')}
      </a>
    </Button>
  )
}

function useObjectUrl(blob: Blob): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}

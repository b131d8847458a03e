import { InstallPrompt, SyncStatusPage } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '../components/page-title.tsx'
import { mending } from '../mend/mending.ts'

export function SyncPage() {
  const { t } = useTranslation()
  useDocumentTitle(t('sync'))
  return (
    <div className="flex flex-col gap-4">
      <InstallPrompt />
      <SyncStatusPage {...mending} />
    </div>
  )
}

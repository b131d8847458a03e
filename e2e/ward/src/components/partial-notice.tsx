// Says that a search was answered from this tablet alone, and that what it did not find may still be there.
import { useTranslation } from 'react-i18next'

interface PartialNoticeProps {
  found: { isError: boolean; data: { isIncomplete: boolean } | undefined }
  isEmpty: boolean
}

export function PartialNotice({ found, isEmpty }: PartialNoticeProps) {
  const { t } = useTranslation()
  return (
    <p role="status" className="px-3 py-1 text-sm text-gray-600 empty:hidden">
      {found.isError && t('nothing_found_here')}
      {found.data?.isIncomplete && t('from_this_tablet_only')}
      {found.data && !found.data.isIncomplete && isEmpty && t('nothing_found')}
    </p>
  )
}

import { SyncBanner } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { Door } from '../layout/door.tsx'
import { SignInForm } from '../session/sign-in-form.tsx'

export function SessionExpiredPage() {
  const { t } = useTranslation()
  return (
    <Door
      title={t('session_expired_title')}
      notice={
        <div className="overflow-hidden rounded-lg">
          <SyncBanner />
        </div>
      }
    >
      <p className="text-sm text-gray-600">{t('session_expired_text')}</p>
      <SignInForm />
    </Door>
  )
}

import { useTranslation } from 'react-i18next'
import { Door } from '../layout/door.tsx'
import { SignInForm } from '../session/sign-in-form.tsx'

export function LoginPage() {
  const { t } = useTranslation()
  return (
    <Door title={t('sign_in_title')}>
      <SignInForm />
    </Door>
  )
}

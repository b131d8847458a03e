import { Redirect } from 'raviger'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../components/page-title.tsx'
import { Empty } from '../components/query-view.tsx'
import { Card } from '../components/ui/card.tsx'
import { useAuth } from '../session/auth-provider.tsx'

/** Goes to the ward of the user's first facility. */
export function HomePage() {
  const { t } = useTranslation()
  const { user } = useAuth()
  const facility = user.data?.facilities[0]
  if (facility) return <Redirect to={`/facility/${facility.id}/ward`} />
  return (
    <Card>
      <PageTitle>{t('ward')}</PageTitle>
      <Empty>{t('no_facility')}</Empty>
    </Card>
  )
}

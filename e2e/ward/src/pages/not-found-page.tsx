import { Link } from 'raviger'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../components/page-title.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card } from '../components/ui/card.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <Card className="flex flex-col items-start gap-4">
      <PageTitle>{t('page_not_found')}</PageTitle>
      <Button asChild variant="outline">
        <Link href="/">{t('to_the_ward')}</Link>
      </Button>
    </Card>
  )
}

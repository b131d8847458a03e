import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { Link, useQueryParams } from 'raviger'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../components/page-title.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { WardRow } from '../encounter/ward-row.tsx'
import { FindPatient } from '../patient/find-patient.tsx'
import { WARD_PAGE_SIZE, wardListQuery } from '../resources/encounter.ts'

export function WardPage({ facilityId }: { facilityId: string }) {
  const { t } = useTranslation()
  const [params, setParams] = useQueryParams<{ page?: string }>()
  const page = Math.max(1, Math.trunc(Number(params.page)) || 1)
  const encounters = useQuery({ ...wardListQuery(facilityId, page), placeholderData: keepPreviousData })
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <PageTitle>{t('ward')}</PageTitle>
        <Button asChild>
          <Link href={`/facility/${facilityId}/patient/register`}>
            <UserPlus aria-hidden />
            {t('register_patient')}
          </Link>
        </Button>
      </div>
      <FindPatient facilityId={facilityId} />
      <section className="flex flex-col gap-3" aria-labelledby="in-the-ward">
        <TitleWithAge queryKey={wardListQuery(facilityId, page).queryKey}>
          <SectionTitle id="in-the-ward">{t('in_the_ward')}</SectionTitle>
        </TitleWithAge>
        <QueryView query={encounters} what={t('ward_list')}>
          {({ count, results }) =>
            results.length === 0 ? (
              <Card>
                <Empty>{t('ward_empty')}</Empty>
              </Card>
            ) : (
              <>
                <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
                  {results.map((encounter) => (
                    <WardRow key={encounter.id} facilityId={facilityId} encounter={encounter} />
                  ))}
                </ul>
                <Pager
                  page={page}
                  pages={Math.ceil(count / WARD_PAGE_SIZE)}
                  onPage={(next) => setParams({ page: String(next) })}
                />
              </>
            )
          }
        </QueryView>
      </section>
    </div>
  )
}

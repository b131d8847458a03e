// Shows the three faces of a query. A failure is never shown as emptiness: what could not be loaded is called so.
import type { UseQueryResult } from '@tanstack/react-query'
import { CloudAlert, LoaderCircle, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './ui/button.tsx'

interface QueryViewProps<Data> {
  query: UseQueryResult<Data, Error>
  /** What it is, for "... could not be loaded". */
  what: string
  children: (data: Data) => ReactNode
}

export function QueryView<Data>({ query, what, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError) return <LoadFailed what={what} onRetry={() => void query.refetch()} />
  return <Loading what={what} />
}

export function Loading({ what }: { what: string }) {
  const { t } = useTranslation()
  return (
    <p role="status" className="flex items-center gap-2 p-4 text-sm text-gray-500">
      <LoaderCircle className="size-4 animate-spin" aria-hidden />
      {t('loading', { what })}
    </p>
  )
}

export function LoadFailed({ what, onRetry }: { what: string; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-amber-300 bg-amber-50 p-4"
    >
      <p className="flex items-center gap-2 text-sm font-medium text-amber-950">
        <CloudAlert className="size-5 shrink-0 text-amber-700" aria-hidden />
        {t('could_not_be_loaded', { what })}
      </p>
      <Button variant="outline" onClick={onRetry}>
        <RotateCw aria-hidden />
        {t('try_again')}
      </Button>
    </div>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="p-6 text-center text-sm text-gray-500">{children}</p>
}

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { HTTPError } from './request/http-error.ts'
import { reportError } from './request/report-error.ts'

const WORTH_A_RETRY = new Set([502, 503, 504])

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: reportError }),
    mutationCache: new MutationCache({ onError: reportError }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && mayPass(error),
      },
    },
  })
}

function mayPass(error: Error): boolean {
  if (error instanceof HTTPError) return WORTH_A_RETRY.has(error.status)
  return error.message === 'Network Error'
}

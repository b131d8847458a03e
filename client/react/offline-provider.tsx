// Starts the layer for the app inside it. Must stand inside the host's QueryClientProvider.

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createOfflineClient, type OfflineClient, type OfflineClientOptions } from '../offline-client.ts'
import { OfflineContext } from './offline-context.ts'
import { addWords } from './words/add-words.ts'

export interface OfflineProviderProps extends Omit<OfflineClientOptions, 'queryClient'> {
  children: ReactNode
}

export function OfflineProvider({ children, ...options }: OfflineProviderProps) {
  const { apiUrl, policies, serviceWorkerUrl } = options
  const queryClient = useQueryClient()
  const { i18n } = useTranslation(undefined, { useSuspense: false })
  const latest = useRef(options)
  const [client, setClient] = useState<OfflineClient | null>(null)

  useLayoutEffect(() => addWords(i18n), [i18n])

  useLayoutEffect(() => {
    latest.current = options
  })

  // The app inside is rendered only when the layer stands, so that its first queries are asked as they should be.
  useLayoutEffect(() => {
    const { readTokens, pausedOn, syncDelayMs } = latest.current
    const created = createOfflineClient({
      queryClient,
      apiUrl,
      policies,
      ...(serviceWorkerUrl === undefined ? {} : { serviceWorkerUrl }),
      ...(readTokens ? { readTokens: () => latest.current.readTokens?.() } : {}),
      ...(pausedOn ? { pausedOn: (path) => latest.current.pausedOn?.(path) ?? false } : {}),
      ...(syncDelayMs === undefined ? {} : { syncDelayMs }),
    })
    setClient(created)
    return () => created.close()
  }, [queryClient, apiUrl, policies, serviceWorkerUrl])

  return client && <OfflineContext value={client}>{children}</OfflineContext>
}

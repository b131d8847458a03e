// The provider in a browser that has no workers: the app goes on as without the layer, and is told.
// @vitest-environment happy-dom

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import { StrictMode } from 'react'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { PolicySet } from '../../shared/policy/policies.ts'
import { OfflineProvider } from './offline-provider.tsx'
import { SyncBanner } from './sync-banner.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, isSecureContext: true })
})
afterEach(cleanup)

const policies = { reads: [], writes: [] } as unknown as PolicySet

function Patient() {
  const { data, fetchStatus } = useQuery({ queryKey: ['patient'], queryFn: async () => 'Asha Nair' })
  return <p>{data ?? fetchStatus}</p>
}

it('starts before the app inside it, twice under StrictMode, and leaves the host its defaults', async () => {
  const i18n = i18next.createInstance()
  await i18n.use(initReactI18next).init({ lng: 'en', resources: {} })
  const queryClient = new QueryClient()
  const app = (
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <OfflineProvider apiUrl="https://careapi.example.org" policies={policies}>
            <SyncBanner />
            <Patient />
          </OfflineProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>
  )
  const { unmount } = await act(async () => render(app))
  expect(await screen.findByText('Asha Nair')).toBeDefined()
  expect(queryClient.getDefaultOptions().queries?.networkMode).toBe('always')
  expect(screen.getByText(/^This browser cannot save work on the tablet/)).toBeDefined()
  unmount()
  expect(queryClient.getDefaultOptions().queries?.networkMode).toBeUndefined()
})

// The provider tree. OfflineProvider, SyncBanner and the /sync route are all that the layer asks of an app.
import { QueryClientProvider } from '@tanstack/react-query'
import { carePolicies } from 'care-offline/care'
import { OfflineProvider } from 'care-offline/react'
import { useState } from 'react'
import { Toaster } from 'sonner'
import { apiUrl } from './api-url.ts'
import { createQueryClient } from './query-client.ts'
import { Router } from './router.tsx'
import { AuthProvider } from './session/auth-provider.tsx'

export function App() {
  const [queryClient] = useState(createQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <OfflineProvider apiUrl={apiUrl} policies={carePolicies} serviceWorkerUrl="/sw.js">
        <AuthProvider>
          <Router />
        </AuthProvider>
      </OfflineProvider>
      <Toaster position="top-center" richColors closeButton style={{ fontFamily: 'inherit' }} />
    </QueryClientProvider>
  )
}

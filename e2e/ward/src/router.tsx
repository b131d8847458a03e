import { navigate, usePath, useRoutes } from 'raviger'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadFailed, Loading } from './components/query-view.tsx'
import { Button } from './components/ui/button.tsx'
import { AppShell } from './layout/app-shell.tsx'
import { MendPage } from './mend/mend-page.tsx'
import { EditPatientPage } from './pages/edit-patient-page.tsx'
import { FindingsPage } from './pages/findings-page.tsx'
import { HomePage } from './pages/home-page.tsx'
import { LoginPage } from './pages/login-page.tsx'
import { NewEncounterPage } from './pages/new-encounter-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { PatientPage } from './pages/patient-page.tsx'
import { RegisterPatientPage } from './pages/register-patient-page.tsx'
import { SessionExpiredPage } from './pages/session-expired-page.tsx'
import { SyncPage } from './pages/sync-page.tsx'
import { VitalsPage } from './pages/vitals-page.tsx'
import { WardPage } from './pages/ward-page.tsx'
import { useAuth } from './session/auth-provider.tsx'
import { isPublicPath } from './session/public-paths.ts'

const publicRoutes = {
  '/login': () => <LoginPage />,
  '/session-expired': () => <SessionExpiredPage />,
}

const routes = {
  '/': () => <HomePage />,
  '/sync': () => <SyncPage />,
  '/write/:id': ({ id }: { id: string }) => <MendPage key={id} writeId={id} />,
  '/facility/:fid/ward': ({ fid }: Facility) => <WardPage facilityId={fid} />,
  '/facility/:fid/patient/register': ({ fid }: Facility) => <RegisterPatientPage facilityId={fid} />,
  '/facility/:fid/patient/:pid': ({ fid, pid }: Patient) => (
    <PatientPage key={pid} facilityId={fid} patientId={pid} />
  ),
  '/facility/:fid/patient/:pid/edit': ({ fid, pid }: Patient) => (
    <EditPatientPage key={pid} facilityId={fid} patientId={pid} />
  ),
  '/facility/:fid/patient/:pid/encounter/new': ({ fid, pid }: Patient) => (
    <NewEncounterPage key={pid} facilityId={fid} patientId={pid} />
  ),
  '/facility/:fid/patient/:pid/encounter/:eid/vitals': ({ fid, pid, eid }: Patient & { eid: string }) => (
    <VitalsPage key={eid} facilityId={fid} patientId={pid} encounterId={eid} />
  ),
  '/facility/:fid/patient/:pid/encounter/:eid/findings': ({ fid, pid, eid }: Patient & { eid: string }) => (
    <FindingsPage key={eid} facilityId={fid} patientId={pid} encounterId={eid} />
  ),
}

interface Facility {
  fid: string
}

interface Patient extends Facility {
  pid: string
}

export function Router() {
  const path = usePath()
  const publicPage = useRoutes(publicRoutes)
  const { hasToken } = useAuth()
  if (isPublicPath(path)) return publicPage
  if (!hasToken) return <ToLogin />
  return <SignedIn />
}

function SignedIn() {
  const { t } = useTranslation()
  const { user, signOut } = useAuth()
  const page = useRoutes(routes)
  if (user.data) return <AppShell user={user.data}>{page ?? <NotFoundPage />}</AppShell>
  if (user.isPending && !user.isError) return <Loading what={t('your_account')} />
  return (
    <main className="mx-auto flex max-w-lg flex-col gap-4 p-6">
      <LoadFailed what={t('your_account')} onRetry={() => void user.refetch()} />
      <Button variant="outline" onClick={() => void signOut()}>
        {t('sign_out')}
      </Button>
    </main>
  )
}

function ToLogin() {
  useEffect(() => {
    const { pathname, search } = window.location
    if (isPublicPath(pathname)) return
    navigate('/login', pathname === '/' ? {} : { query: { redirect: pathname + search } })
  }, [])
  return null
}

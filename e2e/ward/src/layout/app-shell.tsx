// What stands around every page once somebody is signed in: the rail, the header, the banner.
import { ConnectivityIndicator, MissingParts, SyncBanner, SyncToasts } from 'care-offline/react'
import { BedDouble, LogOut, RefreshCw, UserPlus } from 'lucide-react'
import { navigate, useLocationChange, usePath } from 'raviger'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Button } from '../components/ui/button.tsx'
import { type CurrentUser, fullName } from '../resources/user.ts'
import { useAuth } from '../session/auth-provider.tsx'
import { useFacilityId } from './facility-id.ts'
import { FacilityName } from './facility-name.tsx'
import { LanguageSelect } from './language-select.tsx'
import { RailLink } from './rail-link.tsx'

export function AppShell({ user, children }: { user: CurrentUser; children: ReactNode }) {
  const { t } = useTranslation()
  const facilityId = useFacilityId(user)
  const isSyncPage = usePath() === '/sync'
  // A page that was asked for begins at its top; an address that merely changed does not move the reader.
  useLocationChange(({ initiatedBy }) => {
    if (initiatedBy === 'push') window.scrollTo(0, 0)
  })
  return (
    <div className="flex min-h-dvh flex-col-reverse sm:flex-row">
      <nav
        aria-label={t('main_navigation')}
        className="sticky bottom-0 z-20 flex shrink-0 justify-around gap-1 border-t border-gray-200 bg-gray-100 p-1.5 sm:top-0 sm:h-dvh sm:w-22 sm:flex-col sm:justify-start sm:border-t-0 sm:pt-3"
      >
        <img src="/icon.svg" alt="" className="mx-auto mb-3 hidden size-10 sm:block" />
        <RailLink href={facilityId ? `/facility/${facilityId}/ward` : '/'} icon={<BedDouble aria-hidden />}>
          {t('ward')}
        </RailLink>
        {facilityId && (
          <RailLink href={`/facility/${facilityId}/patient/register`} icon={<UserPlus aria-hidden />}>
            {t('register')}
          </RailLink>
        )}
        <RailLink href="/sync" icon={<RefreshCw aria-hidden />}>
          {t('sync')}
        </RailLink>
        <p className="mt-auto hidden px-1 pb-4 text-center text-xs font-medium break-words text-gray-600 sm:block">
          {fullName(user)}
        </p>
      </nav>
      <div className="flex min-w-0 flex-1 flex-col sm:p-2 sm:pl-0">
        <div className="flex flex-1 flex-col border-gray-200 bg-gray-50 shadow-xs sm:rounded-xl sm:border">
          <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-gray-200 px-4 py-2 sm:flex-nowrap sm:px-6">
            <p className="mr-auto line-clamp-2 min-w-0 text-base leading-tight font-semibold text-gray-900">
              {facilityId ? <FacilityName facilityId={facilityId} /> : 'CARE'}
            </p>
            {/* The sync page has the sign itself. */}
            {!isSyncPage && (
              <span className="flex shrink-0">
                <ConnectivityIndicator />
              </span>
            )}
            <LanguageSelect />
            <SignOutButton />
          </header>
          <SyncBanner {...(isSyncPage ? {} : { onOpen: () => navigate('/sync') })} />
          <SyncToasts toast={toast} onOpen={() => navigate('/sync')} />
          <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-5 sm:px-6 [&>.co-missing-parts:not(:empty)]:mb-4">
            <MissingParts />
            {children}
          </main>
        </div>
      </div>
    </div>
  )
}

function SignOutButton() {
  const { t } = useTranslation()
  const { signOut } = useAuth()
  const [leaving, setLeaving] = useState(false)
  return (
    <Button
      variant="ghost"
      disabled={leaving}
      onClick={() => {
        setLeaving(true)
        void signOut()
      }}
    >
      <LogOut aria-hidden />
      {t('sign_out')}
    </Button>
  )
}

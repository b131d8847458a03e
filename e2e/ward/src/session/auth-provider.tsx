// Who is signed in. Keeps the tokens fresh, as CARE does: every five minutes, and out when a refresh fails.
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate } from 'raviger'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import { mutate } from '../request/mutate.ts'
import { query } from '../request/query.ts'
import { goToSessionExpired } from '../request/report-error.ts'
import { authApi, type CurrentUser, currentUserQuery } from '../resources/user.ts'
import { userIdOfToken } from './token-user.ts'
import { accessToken, forgetTokens, keepTokens, refreshToken, subscribeTokens } from './tokens.ts'

const REFRESH_EVERY_MS = 5 * 60 * 1_000

interface Auth {
  /** There is a token; whether it is good is for the API to say. */
  hasToken: boolean
  user: UseQueryResult<CurrentUser, Error>
  signOut: () => Promise<void>
}

const AuthContext = createContext<Auth | null>(null)

export function useAuth(): Auth {
  const auth = useContext(AuthContext)
  if (!auth) throw new Error('useAuth outside AuthProvider')
  return auth
}

export function AuthProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const token = useSyncExternalStore(subscribeTokens, accessToken)
  const user = useQuery({
    ...currentUserQuery(token),
    // The key changes with every token: until the answer is here, the same person stays on screen.
    placeholderData: (previous) =>
      token !== null && previous?.id === userIdOfToken(token) ? previous : undefined,
  })
  useTokenRefresh(user.data !== undefined)
  useStartOverForAnotherUser(token)

  const signOut = useCallback(async () => {
    const pair = { access: accessToken() ?? '', refresh: refreshToken() ?? '' }
    try {
      await mutate(authApi.logout, { silent: true, signal: AbortSignal.timeout(5_000) })(pair)
    } catch {
      // Signing out of this tablet does not depend on the server's answer.
    }
    navigate('/login')
    forgetTokens()
    queryClient.clear()
  }, [queryClient])

  const auth = useMemo(() => ({ hasToken: token !== null, user, signOut }), [token, user, signOut])
  return <AuthContext value={auth}>{children}</AuthContext>
}

function useTokenRefresh(signedIn: boolean): void {
  const refresh = useSyncExternalStore(subscribeTokens, refreshToken)
  const { data, isError } = useQuery({
    queryKey: ['user-refresh-token'],
    queryFn: query(authApi.refresh, { body: { refresh: refresh ?? '' }, silent: true }),
    enabled: refresh !== null && signedIn,
    refetchInterval: REFRESH_EVERY_MS,
    refetchIntervalInBackground: true,
  })
  useEffect(() => {
    // An answer that comes after signing out must not sign in again.
    if (data && refreshToken() !== null) keepTokens(data)
  }, [data])
  useEffect(() => {
    if (!isError) return
    goToSessionExpired()
    forgetTokens()
  }, [isError])
}

/** Nothing that one person has loaded is left in memory for the next one. */
function useStartOverForAnotherUser(token: string | null): void {
  const queryClient = useQueryClient()
  const userId = token === null ? null : userIdOfToken(token)
  const lastUserId = useRef<string | null>(null)
  useEffect(() => {
    if (userId === null) return
    if (lastUserId.current !== null && lastUserId.current !== userId) {
      queryClient.clear()
      window.location.replace('/')
    }
    lastUserId.current = userId
  }, [userId, queryClient])
}

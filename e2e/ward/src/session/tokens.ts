// The pair of tokens in localStorage, under CARE's names, as something React can subscribe to.
const ACCESS = 'care_access_token'
const REFRESH = 'care_refresh_token'

export interface TokenPair {
  access: string
  refresh: string
}

const listeners = new Set<() => void>()

export function accessToken(): string | null {
  return localStorage.getItem(ACCESS)
}

export function refreshToken(): string | null {
  return localStorage.getItem(REFRESH)
}

export function keepTokens(pair: TokenPair): void {
  localStorage.setItem(ACCESS, pair.access)
  localStorage.setItem(REFRESH, pair.refresh)
  for (const listener of listeners) listener()
}

export function forgetTokens(): void {
  localStorage.removeItem(ACCESS)
  localStorage.removeItem(REFRESH)
  for (const listener of listeners) listener()
}

/** Also called when another tab signs in or out. */
export function subscribeTokens(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === null || event.key === ACCESS || event.key === REFRESH) listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

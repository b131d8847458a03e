// The one place where a failed query or mutation becomes something a person sees.
import i18next from 'i18next'
import { navigate } from 'raviger'
import { toast } from 'sonner'
import { isPublicPath } from '../session/public-paths.ts'
import { errorMessages } from './error-messages.ts'
import { HTTPError } from './http-error.ts'

export function reportError(error: Error): void {
  if (!(error instanceof HTTPError)) {
    show(i18next.t('network_error'))
    return
  }
  if (isSessionDead(error)) {
    goToSessionExpired()
    return
  }
  if (error.silent) return
  const messages = errorMessages(error.cause)
  if (error.status === 400 || error.status === 406) messages.forEach(show)
  else if (error.status === 404) show(messages[0] ?? i18next.t('not_found'))
  else show(messages[0] ?? i18next.t('something_went_wrong'))
}

/** CARE answers 403, not 401, when the access token is missing, expired or revoked. */
function isSessionDead(error: HTTPError): boolean {
  const body = error.cause
  if (error.status !== 403 || typeof body !== 'object' || body === null) return false
  const { code, detail } = body as { code?: unknown; detail?: unknown }
  return code === 'token_not_valid' || detail === 'Authentication credentials were not provided.'
}

export function goToSessionExpired(): void {
  if (isPublicPath(window.location.pathname)) return
  const here = window.location.pathname + window.location.search
  navigate('/session-expired', { query: { redirect: here } })
}

/** Equal sentences share one toast. */
function show(message: string): void {
  toast.error(message, { id: message })
}

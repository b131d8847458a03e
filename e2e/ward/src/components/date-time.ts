// Instants to words in the user's language, and to and from the value of a datetime-local input.
import { useTranslation } from 'react-i18next'

export function useDateTime() {
  const { i18n } = useTranslation()
  const format = (options: Intl.DateTimeFormatOptions) => (instant: string | null | undefined) =>
    instant ? new Intl.DateTimeFormat(`${i18n.language}-IN`, options).format(new Date(instant)) : ''
  return {
    day: format({ dateStyle: 'medium' }),
    time: format({ timeStyle: 'short' }),
    dayAndTime: format({ dateStyle: 'medium', timeStyle: 'short' }),
    /** Without the year: for what is of these days. */
    recent: format({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
  }
}

export function toLocalInput(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

export function fromLocalInput(value: string): string {
  return new Date(value).toISOString()
}

/** A minute of grace, for clocks that differ and forms that linger. */
export function isInFuture(localInput: string): boolean {
  return new Date(localInput).getTime() > Date.now() + 60_000
}

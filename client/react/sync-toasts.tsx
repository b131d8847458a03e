// Says what has become of saved work by the host's own toasts, such as sonner's. Draws nothing itself.

import { useEffect, useRef } from 'react'
import { useOffline } from './offline-context.ts'
import { type SyncNews, watchForNews } from './sync-news.ts'
import { useWords } from './words/use-words.ts'

interface ToastOptions {
  /** A toast takes the place of the one with its id. */
  id: string
  duration?: number
  action?: { label: string; onClick: () => void }
}

type ToastCall = (words: string, options: ToastOptions) => unknown

/** As sonner's `toast`. */
export type ToastFunction = Record<'success' | 'info' | 'warning', ToastCall>

export interface SyncToastsProps {
  toast: ToastFunction
  /** Opens the host's sync page, where somebody must decide. */
  onOpen?: () => void
}

/** Long enough to be read and pressed. */
const questionMs = 8_000

export function SyncToasts({ toast, onOpen }: SyncToastsProps) {
  const client = useOffline()
  const { say } = useWords()
  const latest = useRef<(news: SyncNews) => void>(() => {})

  useEffect(() => {
    latest.current = ({ kind, count }) => {
      const id = `care-offline-${kind}`
      const look = onOpen && { action: { label: say('toast_look'), onClick: onOpen } }
      switch (kind) {
        case 'kept':
          return toast.info(say('toast_saved', { count }), { id })
        case 'received':
          return toast.success(say('toast_received', { count }), { id })
        case 'attention':
          return toast.warning(say('toast_attention', { count }), { id, duration: questionMs, ...look })
        case 'online':
          return toast.success(say('toast_online'), { id })
      }
    }
  })

  useEffect(() => watchForNews(client, (news) => latest.current(news)), [client])
  return null
}

import type { useWrites } from 'care-offline/react'

type WritesView = ReturnType<typeof useWrites>
export type Write = Extract<WritesView, { status: 'ready' }>['list']['writes'][number]

/** What each of the forms gets: the write as it was saved, and the ways out. `Payload` is what the form once sent. */
export interface MendProps<Payload> {
  write: Write
  payload: Payload
  path: string
  /** As it is shown until CARE has it. */
  record: unknown
  saving: boolean
  save: (payload: object, path?: string) => void
  cancel: () => void
}

export function refusalOf({ failure }: Write): string | undefined {
  return failure?.code === 'refused' ? failure.reason?.kind : undefined
}

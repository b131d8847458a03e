// The sync page in a person's hands: what they press, and the dialog that stands before it.

import { act, fireEvent, screen, within } from '@testing-library/react'
import type { WriteSummary } from '../../shared/bridge/engine-api.ts'
import { SyncStatusPage } from '../react/sync-status-page.tsx'
import { write } from './fake-offline-client.ts'
import { renderOffline } from './render-offline.tsx'

/** The page with one write on it. */
export async function openSyncPage(
  parts: Partial<WriteSummary>,
  onEdit?: (writeId: string) => void,
  language = 'en',
) {
  const fake = await renderOffline(<SyncStatusPage {...(onEdit ? { onEdit } : {})} />, language)
  act(() => fake.setWrites([write(parts)]))
  return fake
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name })
export const press = (name: string | RegExp) => act(async () => void fireEvent.click(button(name)))
export const dialog = () => screen.queryByRole('dialog')
export const inDialog = () => within(screen.getByRole('dialog'))
export const pressInDialog = (name: string | RegExp) =>
  act(async () => void fireEvent.click(inDialog().getByRole('button', { name })))
/** A radio by its name; where several bear it, the one at `i`. */
export const choose = (name: string | RegExp, i = 0) => {
  const radio = inDialog().getAllByRole('radio', { name })[i]
  if (!radio) throw new Error(`no ${name}`)
  fireEvent.click(radio)
}

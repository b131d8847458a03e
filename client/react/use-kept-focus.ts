// Whoever acts on a row by keyboard must not fall back to the top of the page when the row moves to another list, or
// goes: the focus follows the row, or goes to the page's title.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** `list`: what the rows are made of. A row names its write in `data-write`; row and title can take the focus. */
export function useKeptFocus(page: RefObject<HTMLElement | null>, list: unknown): void {
  const held = useRef<{ element: Element; writeId: string } | null>(null)

  useEffect(() => {
    const root = page.current
    const hold = ({ target }: Event) => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-write]') : null
      held.current = row ? { element: target as Element, writeId: row.dataset.write ?? '' } : null
    }
    root?.addEventListener('focusin', hold)
    return () => root?.removeEventListener('focusin', hold)
  }, [page])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is what may have taken the focused row away.
  useLayoutEffect(() => {
    const root = page.current
    const lost = held.current
    if (!root || !lost || lost.element.isConnected) return
    held.current = null
    if (root.ownerDocument.activeElement !== root.ownerDocument.body) return
    const rows = [...root.querySelectorAll<HTMLElement>('[data-write]')]
    const row = rows.find((each) => each.dataset.write === lost.writeId)
    const place = row ?? root.querySelector<HTMLElement>('h1')
    place?.focus({ preventScroll: true })
  }, [page, list])
}

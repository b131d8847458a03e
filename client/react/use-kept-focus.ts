// Whoever acts on a row by keyboard must not fall back to the top of the page when the row moves to another list, or
// goes: the focus follows the row, or goes to the row that took its place.

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const rowsIn = (page: HTMLElement): HTMLElement[] => [...page.querySelectorAll<HTMLElement>('[data-write]')]

/** `list`: what the rows are made of. A row names its write in `data-write`; rows and title can take the focus. */
export function useKeptFocus(page: RefObject<HTMLElement | null>, list: unknown): void {
  const held = useRef<{ element: Element; writeId: string; place: number } | null>(null)

  useEffect(() => {
    const root = page.current
    const hold = ({ target }: Event) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-write]') : null
      held.current =
        root && row && target instanceof Element
          ? { element: target, writeId: row.dataset.write ?? '', place: rowsIn(root).indexOf(row) }
          : null
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
    const rows = rowsIn(root)
    const row = rows.find((each) => each.dataset.write === lost.writeId) ?? rows[lost.place] ?? rows.at(-1)
    const target = row ?? root.querySelector<HTMLElement>('h1')
    target?.focus({ preventScroll: true })
  }, [page, list])
}

// A field in which one of many is searched letter by letter. What this tablet alone can offer is called so, and nothing
// found is never called "none".
import type { UseQueryResult } from '@tanstack/react-query'
import { type ComponentProps, type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PartialNotice } from './partial-notice.tsx'
import { Input } from './ui/input.tsx'

interface Found<Item> {
  items: Item[]
  isIncomplete: boolean
}

interface SearchSelectProps<Item>
  extends Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'onSelect' | 'results'> {
  /** The name of what is chosen; empty for nothing. */
  chosen: string
  typed: string
  onType: (typed: string) => void
  onChoose: (item: Item) => void
  found: Pick<UseQueryResult, 'isError'> & { data: Found<Item> | undefined }
  keyOf: (item: Item) => string
  nameOf: (item: Item) => string
}

export function SearchSelect<Item>({
  chosen,
  typed,
  onType,
  onChoose,
  found,
  keyOf,
  nameOf,
  ...control
}: SearchSelectProps<Item>) {
  const { t } = useTranslation()
  const listId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [at, setAt] = useState(0)
  const items = found.data?.items ?? []
  const active = items[at]

  function choose(item: Item) {
    onChoose(item)
    onType('')
    setIsOpen(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setIsOpen(true)
      setAt(Math.max(0, Math.min(items.length - 1, at + (isOpen ? step : 0))))
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      if (active !== undefined) choose(active)
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      setIsOpen(false)
    }
  }

  return (
    <div className="relative">
      <Input
        {...control}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && active !== undefined ? `${listId}-${at}` : undefined}
        placeholder={t('type_to_search')}
        value={isOpen ? typed : chosen}
        onClick={() => setIsOpen(true)}
        onChange={(event) => {
          onType(event.target.value)
          setAt(0)
          setIsOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setIsOpen(false)}
      />
      {isOpen && (
        <div className="absolute z-40 mt-1 w-full rounded-lg border border-gray-200 bg-white p-1 shadow-lg">
          <div role="listbox" id={listId} aria-label={control['aria-label'] ?? t('search_result')}>
            {items.map((item, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
              <div
                key={keyOf(item)}
                id={`${listId}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === at}
                className="flex min-h-11 items-center rounded-md px-3 text-base aria-selected:bg-primary-100 aria-selected:text-primary-900"
                // The field keeps the focus until the click has come.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(item)}
              >
                {nameOf(item)}
              </div>
            ))}
          </div>
          <PartialNotice found={found} isEmpty={items.length === 0} />
        </div>
      )}
    </div>
  )
}

// Moments as CARE writes them.

import { expect, test } from 'vitest'
import { echoInstant, hasZone, historyInstant, isSameInstant, utcInstant } from './instants.ts'

test('JSON fields echo a moment tidied, in its own zone', () => {
  expect(echoInstant('2026-11-22T09:00:00.000Z')).toBe('2026-11-22T09:00:00Z')
  expect(echoInstant('2026-11-22T10:06:28.505Z')).toBe('2026-11-22T10:06:28.505000Z')
  expect(echoInstant('2026-11-22T10:06:28.505000Z')).toBe('2026-11-22T10:06:28.505000Z')
  expect(echoInstant('2026-11-22T10:00:00+05:30')).toBe('2026-11-22T10:00:00+05:30')
  expect(echoInstant('2026-11-22T10:00:00+00:00')).toBe('2026-11-22T10:00:00Z')
  expect(echoInstant('yesterday')).toBe('yesterday')
})

test('columns answer in UTC, histories with a space', () => {
  expect(utcInstant('2026-11-21T10:00:00+05:30')).toBe('2026-11-21T04:30:00Z')
  expect(historyInstant('2026-11-22T09:19:19.492Z')).toBe('2026-11-22 09:19:19.492000+00:00')
  expect(historyInstant('2026-11-22T09:19:19Z')).toBe('2026-11-22 09:19:19.000000+00:00')
})

test('one moment may be written in two ways', () => {
  expect(isSameInstant('2026-11-22T09:00:00.000Z', '2026-11-22T14:30:00+05:30')).toBe(true)
  expect(isSameInstant(undefined, null)).toBe(true)
  expect(isSameInstant('2026-11-22T09:00:00Z', undefined)).toBe(false)
  expect(hasZone('2026-11-22T09:00:00')).toBe(false)
})

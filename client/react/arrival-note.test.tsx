// What is said of a record that CARE dates by its arrival: while it waits, and after.
// @vitest-environment happy-dom

import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { ArrivalNote, arrivalWords } from './arrival-note.tsx'
import { WriteRow } from './write-row.tsx'

const savedAtMs = Date.parse('2026-11-22T10:42:00Z')
const hour = 3_600_000

afterEach(cleanup)

describe('ArrivalNote', () => {
  it('[TM2] tells when it was filled in, and that CARE will show another time', async () => {
    const { setWrites } = await renderOffline(<ArrivalNote record="p1" />)
    act(() => setWrites([write({ datedOnArrival: true, savedAtMs })]))
    expect(screen.getByText(/^Filled in at .*\. CARE will show the time when it is received\.$/)).toBeTruthy()
    act(() =>
      setWrites([
        write({ datedOnArrival: true, savedAtMs, syncStatus: 'success', receivedAtMs: savedAtMs + 5 * hour }),
      ]),
    )
    expect(screen.getByText(/^Filled in at .*\. CARE shows .*, when it was received\.$/)).toBeTruthy()
  })

  it('[TM2] says nothing where both times are the same, or CARE keeps the one that was said', async () => {
    const times = { short: String, full: String } as never
    expect(arrivalWords(write({ datedOnArrival: false, savedAtMs }), times)).toBe(undefined)
    const atOnce = write({ datedOnArrival: true, savedAtMs, receivedAtMs: savedAtMs + 2_000 })
    expect(arrivalWords(atOnce, times)).toBe(undefined)
  })

  it('[TM2] is said on the row of the sync page as well', async () => {
    const does = { retry: async () => undefined } as never
    await renderOffline(<WriteRow write={write({ datedOnArrival: true, savedAtMs })} does={does} />)
    expect(screen.getByText(/CARE will show the time when it is received/)).toBeTruthy()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTemporaryId, isTemporaryId, temporaryIdsIn } from './temporary-id.ts'

const anyId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => createTemporaryId(() => bytes))

describe('temporary ids', () => {
  it('[ID1] are valid UUIDs of version 8, and recognised wherever they stand', () => {
    fc.assert(
      fc.property(anyId, fc.string(), fc.string(), (id, before, after) => {
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(isTemporaryId(id)).toBe(true)
        expect(temporaryIdsIn(`${before} ${id.toUpperCase()} ${after}`)).toContain(id)
      }),
    )
  })

  it('[ID1] no id that a server gives is taken for one', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (id) => {
        expect(temporaryIdsIn(`/patient/${id}/`)).toEqual([])
      }),
    )
  })

  it('[ID2] leave the first five characters random', () => {
    const ids = fc.sample(anyId, 200)
    expect(new Set(ids.map((id) => id.slice(0, 5))).size).toBeGreaterThan(100)
  })
})

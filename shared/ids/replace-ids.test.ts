import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../json.ts'
import { IdMap } from './id-map.ts'
import { idsInRequest, replaceIds, replaceIdsInRequest, temporaryIdsInRequest } from './replace-ids.ts'
import { createTemporaryId } from './temporary-id.ts'

const temporary = createTemporaryId((bytes) => bytes.map((_, i) => (i * 75 + 74) % 251))
const server = '322e75af-5059-46d9-a67c-701cbcef3215'
const ids = new IdMap([{ temporaryId: temporary, serverId: server }])

const withIds = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(temporary, `/patient/${temporary}/`, 'x', 1, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('replacing ids', () => {
  it('I5: [ID3] reaches every depth of the body, and the way back restores it', () => {
    fc.assert(
      fc.property(withIds, (body) => {
        const replaced = replaceIds(body, ids.toServer)
        expect(JSON.stringify(replaced)).not.toContain(temporary)
        expect(replaceIds(replaced, ids.toTemporary)).toEqual(body)
      }),
    )
  })

  it('[ID3] reaches path and query', () => {
    const request = {
      method: 'GET' as const,
      path: `/api/v1/patient/${temporary}/`,
      query: [['encounter', temporary]] as [string, string][],
    }
    const replaced = replaceIdsInRequest(request, ids.toServer)
    expect(temporaryIdsInRequest(request)).toEqual([temporary])
    expect(temporaryIdsInRequest(replaced)).toEqual([])
    expect(idsInRequest(replaced)).toEqual([server])
  })

  it('[ID4] knows the first five characters of an id in both words', () => {
    expect(ids.partialId(temporary.slice(0, 5))).toBe('322e7')
    expect(ids.partialId('zzzzz')).toBe('zzzzz')
  })
})

import { describe, expect, it } from 'vitest'
import { type Failure, FailureError } from '../failure.ts'
import type { NewWrite, Outbox } from '../outbox/outbox.ts'
import { pendingWrite } from '../testing/any-write.ts'
import { saveOfflineWrite } from './save-offline-write.ts'

const write: NewWrite = pendingWrite({ id: 'w', sequence: 1 })
const full: Failure = { code: 'storage', reason: 'quota', detail: '' }
const broken: Failure = { code: 'storage', reason: 'closed', detail: '' }

/** `failures`: what the outbox meets, one per try; `undefined` for nothing. */
function setUp(failures: (Failure | undefined)[], dropAll: () => Promise<void> = async () => undefined) {
  const steps: string[] = []
  const outbox: Pick<Outbox, 'add'> = {
    async add(row, state) {
      const failure = failures.shift()
      steps.push(failure ? `add:${failure.code}` : 'added')
      if (failure) throw new FailureError(failure)
      return { ...row, sequence: 1, retries: 0, ...state }
    },
  }
  const responses = {
    dropAll: () => {
      steps.push('drop')
      return dropAll()
    },
  }
  const save = () =>
    saveOfflineWrite({ outbox, responses } as Parameters<typeof saveOfflineWrite>[0], write, {
      syncStatus: 'pending',
    })
  return { steps, save }
}

describe('saving on a full disk', () => {
  it('[OB8] drops what can be fetched again, and saves', async () => {
    const { steps, save } = setUp([full])
    expect(await save()).toMatchObject({ id: 'w', syncStatus: 'pending' })
    expect(steps).toEqual(['add:storage', 'drop', 'added'])
  })

  it('[OB8] is told when even that makes no room', async () => {
    const { steps, save } = setUp([full, full])
    await expect(save()).rejects.toMatchObject({ failure: full })
    expect(steps).toEqual(['add:storage', 'drop', 'add:storage'])
  })

  it('[OB8] does not fail for the read store: what could not be dropped may have made room', async () => {
    const { save } = setUp([full], () => Promise.reject(new FailureError(broken)))
    expect(await save()).toMatchObject({ id: 'w' })
  })

  it('[OB8] no other failure costs what was read', async () => {
    const { steps, save } = setUp([broken])
    await expect(save()).rejects.toMatchObject({ failure: broken })
    expect(steps).toEqual(['add:storage'])
  })
})

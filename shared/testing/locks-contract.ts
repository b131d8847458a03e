// The law of the locks port, for whatever stands behind it.

import { describe, expect, it } from 'vitest'
import type { Locks } from '../ports.ts'

/** Work that goes on until it is told to end. */
function openEnded(): { work: () => Promise<void>; begun: Promise<void>; end: () => void } {
  let begin = (): void => undefined
  let end = (): void => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    work() {
      begin()
      return ended
    },
    begun,
    end: () => end(),
  }
}

export function describeLocks(name: string, create: () => Locks): void {
  describe(`${name}, as locks`, () => {
    it('[RP10] lets in one holder at a time, in the order of asking', async () => {
      const locks = create()
      const steps: string[] = []
      const first = openEnded()
      const take = (who: string) =>
        locks.withLock('a', async () => {
          steps.push(`${who} in`)
          await Promise.resolve()
          steps.push(`${who} out`)
        })
      const held = locks.withLock('a', first.work)
      const others = ['second', 'third', 'fourth'].map(take)
      await first.begun
      expect(steps).toEqual([])
      first.end()
      await Promise.all([held, ...others])
      expect(steps).toEqual(['second in', 'second out', 'third in', 'third out', 'fourth in', 'fourth out'])
    })

    it('hands on what the work comes to, and lets the next one in also after a failure', async () => {
      const locks = create()
      const failing = locks.withLock('a', () => Promise.reject(new Error('torn')))
      const next = locks.withLock('a', async () => 'done')
      await expect(failing).rejects.toThrow('torn')
      expect(await next).toBe('done')
      await expect(locks.ifFree('a', () => Promise.reject(new Error('torn')))).rejects.toThrow('torn')
      expect(await locks.ifFree('a', async () => 'done')).toBe('done')
    })

    it('holds up nobody who asks for another name', async () => {
      const locks = create()
      const first = openEnded()
      const held = locks.withLock('a', first.work)
      await first.begun
      expect(await locks.withLock('b', async () => 'b')).toBe('b')
      expect(await locks.ifFree('c', async () => 'c')).toBe('c')
      first.end()
      await held
    })

    it('[RP8] ifFree runs nothing where somebody holds the name or waits for it', async () => {
      const locks = create()
      const first = openEnded()
      const second = openEnded()
      let ran = false
      const ask = () =>
        locks.ifFree('a', async () => {
          ran = true
          return 'ran'
        })
      const held = locks.withLock('a', first.work)
      await first.begun
      expect(await ask()).toBe(undefined)
      const waiting = locks.withLock('a', second.work)
      first.end()
      await second.begun
      expect(await ask()).toBe(undefined)
      expect(ran).toBe(false)
      second.end()
      await Promise.all([held, waiting])
      expect(await ask()).toBe('ran')
    })

    it('ifFree is a holder like any other', async () => {
      const locks = create()
      const first = openEnded()
      const held = locks.ifFree('a', first.work)
      await first.begun
      let ran = false
      const next = locks.withLock('a', async () => {
        ran = true
      })
      expect(await locks.ifFree('a', async () => 'ran')).toBe(undefined)
      expect(ran).toBe(false)
      first.end()
      await Promise.all([held, next])
      expect(ran).toBe(true)
    })
  })
}

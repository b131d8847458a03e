// When TanStack hears that it is online.

import { describe, expect, it } from 'vitest'
import type { KnownConnectivity } from './connectivity-monitor.ts'
import { feedOnlineManager } from './online-feed.ts'
import { createSubject } from './subject.ts'
import { createFakeDevice } from './testing/fake-page.ts'

function setUp(known: KnownConnectivity) {
  const connectivity = createSubject<KnownConnectivity>(known)
  const busy = createSubject(false)
  const device = createFakeDevice()
  const heard: boolean[] = []
  let stopBefore: (() => void) | undefined
  const end = feedOnlineManager({
    onlineManager: {
      setEventListener(setup) {
        stopBefore?.()
        stopBefore = setup((online) => {
          if (heard.at(-1) !== online) heard.push(online)
        })
      },
    },
    connectivity,
    busy,
    device,
  })
  return { connectivity, busy, device, heard, end }
}

describe('the online feed', () => {
  it('starts with what is known', () => {
    expect(setUp('unknown').heard).toEqual([true])
    expect(setUp('offline').heard).toEqual([false])
    expect(setUp('captive-portal').heard).toEqual([false])
  })

  it('says online only when what was saved has been sent', () => {
    const { connectivity, busy, heard } = setUp('unreachable')
    busy.set(true)
    connectivity.set('online')
    expect(heard).toEqual([false])
    busy.set(false)
    expect(heard).toEqual([false, true])
  })

  it('stays online while something is sent in between', () => {
    const { busy, heard } = setUp('online')
    busy.set(true)
    busy.set(false)
    expect(heard).toEqual([true])
  })

  it('says offline at once, also during a run', () => {
    const { connectivity, busy, heard } = setUp('online')
    busy.set(true)
    connectivity.set('unreachable')
    expect(heard).toEqual([true, false])
  })

  it('leaves the manager with the device when it ends', () => {
    const { connectivity, device, heard, end } = setUp('online')
    end()
    connectivity.set('unreachable')
    expect(heard).toEqual([true])
    device.turn(false)
    expect(heard).toEqual([true, false])
  })
})

// A page and a device that are as a test says.

import type { Device, Page } from '../ports.ts'

export interface FakePage extends Page {
  show(): void
  hide(): void
  goTo(path: string): void
  reloads(): number
}

export function createFakePage(): FakePage {
  const listeners = new Set<() => void>()
  const addressListeners = new Set<() => void>()
  let visible = true
  let path = '/ward'
  let reloads = 0
  const turn = (next: boolean) => {
    visible = next
    for (const listener of [...listeners]) listener()
  }
  return {
    isVisible: () => visible,
    onVisibility(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    path: () => path,
    reload: () => void reloads++,
    show: () => turn(true),
    hide: () => turn(false),
    onAddress(listener) {
      addressListeners.add(listener)
      return () => void addressListeners.delete(listener)
    },
    goTo(next) {
      path = next
      for (const listener of [...addressListeners]) listener()
    },
    reloads: () => reloads,
  }
}

export interface FakeDevice extends Device {
  turn(up: boolean): void
}

export function createFakeDevice(up = true): FakeDevice {
  const listeners = new Set<() => void>()
  let isUp = up
  return {
    mayBeOnline: () => isUp,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    turn(next) {
      isUp = next
      for (const listener of [...listeners]) listener()
    },
  }
}

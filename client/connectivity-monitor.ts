// Whether CARE can be reached, as this page knows it: told by the engine from real requests, hinted at by the device,
// asked for by a probe as long as the answer is no. Nothing is asked while nobody looks.

import type { Connectivity } from '../shared/connection/connectivity.ts'
import type { Result } from '../shared/failure.ts'
import type { Clock, Random } from '../shared/ports.ts'
import type { Device, Page } from './ports.ts'
import { createSubject, type Subject } from './subject.ts'

/** `unknown`: nothing has been asked yet. */
export type KnownConnectivity = Connectivity | 'unknown'

export interface MonitorState {
  connectivity: KnownConnectivity
  /** False only where the device is certain that there is no network. */
  deviceUp: boolean
  visible: boolean
  /** Probes in a row that did not find the API. */
  misses: number
}

export type MonitorEvent =
  /** The engine tells how a real request ended. */
  | { type: 'told'; connectivity: Connectivity }
  | { type: 'device'; up: boolean }
  | { type: 'visibility'; visible: boolean }
  | { type: 'probed'; connectivity: Connectivity | null }

/** What to do next: ask at once, ask after a while, or wait for an event. */
export type NextStep = 'probe-now' | 'probe-later' | 'wait'

export function reduce(state: MonitorState, event: MonitorEvent): MonitorState {
  switch (event.type) {
    case 'told':
      return {
        ...state,
        connectivity: event.connectivity,
        misses: event.connectivity === 'online' ? 0 : state.misses,
      }
    case 'device':
      return event.up
        ? { ...state, deviceUp: true, misses: 0 }
        : { ...state, deviceUp: false, misses: 0, connectivity: 'offline' }
    case 'visibility':
      return { ...state, visible: event.visible, misses: 0 }
    case 'probed':
      return {
        ...state,
        connectivity: event.connectivity ?? state.connectivity,
        misses: event.connectivity === 'online' ? 0 : state.misses + 1,
      }
  }
}

export function nextStep(state: MonitorState): NextStep {
  if (state.connectivity === 'online' || !state.deviceUp || !state.visible) return 'wait'
  return state.misses === 0 ? 'probe-now' : 'probe-later'
}

const shortestMs = 2_000
const longestMs = 60_000

/** Doubles from 2 s to 60 s; half of it is chance, so that a ward's tablets do not ask in step. */
export function probeDelayMs(misses: number, fraction: number): number {
  const ceiling = Math.min(longestMs, shortestMs * 2 ** Math.min(misses - 1, 10))
  return Math.round(ceiling * (0.5 + fraction / 2))
}

export interface ConnectivityMonitor extends Subject<KnownConnectivity> {
  /** Takes in what the engine tells. */
  tell(connectivity: Connectivity): void
  close(): void
}

export interface ConnectivityMonitorPorts {
  clock: Clock
  random: Pick<Random, 'fraction'>
  page: Page
  device: Device
  checkConnection(): Promise<Result<Connectivity>>
}

export function createConnectivityMonitor(ports: ConnectivityMonitorPorts): ConnectivityMonitor {
  const { clock, random, page, device, checkConnection } = ports
  const deviceUp = device.mayBeOnline()
  let state: MonitorState = {
    connectivity: deviceUp ? 'unknown' : 'offline',
    deviceUp,
    visible: page.isVisible(),
    misses: 0,
  }
  const subject = createSubject<KnownConnectivity>(state.connectivity)
  let timer: ReturnType<Clock['timer']> | undefined
  let timedMisses = 0
  /** The probe that is out. What the device says meanwhile makes its answer worthless. */
  let probing: object | undefined
  let closed = false

  function take(event: MonitorEvent): void {
    if (closed) return
    state = reduce(state, event)
    subject.set(state.connectivity)
    plan()
  }

  function plan(): void {
    const step = probing ? 'wait' : nextStep(state)
    // Requests that fail meanwhile must not put the probe off.
    if (step === 'probe-later' && timer && timedMisses === state.misses) return
    timer?.cancel()
    timer = undefined
    if (step === 'probe-now') void probe()
    if (step !== 'probe-later') return
    timer = clock.timer(probeDelayMs(state.misses, random.fraction()))
    timedMisses = state.misses
    void timer.done.then(probe)
  }

  async function probe(): Promise<void> {
    const mine = {}
    probing = mine
    timer = undefined
    const result = await checkConnection()
    if (probing !== mine) return
    probing = undefined
    take({ type: 'probed', connectivity: result.ok ? result.value : null })
  }

  const undo = [
    device.onChange(() => {
      probing = undefined
      take({ type: 'device', up: device.mayBeOnline() })
    }),
    page.onVisibility(() => take({ type: 'visibility', visible: page.isVisible() })),
  ]
  plan()

  return {
    get: subject.get,
    subscribe: subject.subscribe,
    tell: (connectivity) => take({ type: 'told', connectivity }),
    close() {
      closed = true
      probing = undefined
      timer?.cancel()
      for (const step of undo) step()
    },
  }
}

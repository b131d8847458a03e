// What the page's pieces need from the browser, each the smallest part of it that will do.

import type { Tokens } from '../shared/policy/session-policy.ts'
import type { Clock, Random } from '../shared/ports.ts'
import type { Subject, Undo } from './subject.ts'

/** The page as its user has it before them. */
export interface Page {
  isVisible(): boolean
  /** Shown or hidden; also when it comes back from the back-forward cache. */
  onVisibility(listener: () => void): Undo
  path(): string
  /** The address may be another one: some browsers tell only of some changes, so look at `path` at other times too. */
  onAddress(listener: () => void): Undo
  reload(): void
}

export interface Device {
  /** False only where the device is certain that there is no network. */
  mayBeOnline(): boolean
  onChange(listener: () => void): Undo
}

export interface Mailbox {
  postMessage(message: unknown): void
}

/** The way to the worker. A message wakes it; nothing here is lost when it stops. */
export interface WorkerLine {
  /** The worker of this page, or the active one where the page has none. */
  worker(): Promise<Mailbox | undefined>
  /** Hears only what a service worker of this origin says. */
  onMessage(listener: (data: unknown) => void): Undo
  onControllerChange(listener: () => void): Undo
}

/** The part of a `ServiceWorkerRegistration` that is used. */
export interface Registration {
  readonly active: unknown
  readonly waiting: Mailbox | null
  readonly installing: EventTarget | null
  update(): Promise<unknown>
  addEventListener(type: 'updatefound', listener: () => void): void
  removeEventListener(type: 'updatefound', listener: () => void): void
}

export interface WorkerContainer {
  hasController(): boolean
  onControllerChange(listener: () => void): Undo
  register(scriptUrl: string): Promise<Registration>
}

/** What the engine tells every page. */
export interface EventChannel {
  subscribe(listener: (message: unknown) => void): Undo
}

/** Asks the browser to wake the worker when there is network again. Rejects where it cannot. */
export interface Alarm {
  set(tag: string): Promise<void>
}

/** Small notes that outlive the page. A note that cannot be kept is no error. */
export interface Notes {
  read(name: string): string | null
  write(name: string, text: string): void
}

/**
 * How the app comes onto the device. `by-hand`: only the person can do it (iPad). `no`: it is there, or the browser does
 * not offer it.
 */
export interface Installer extends Subject<'no' | 'offered' | 'by-hand'> {
  /** Shows the browser's own question; only where it was offered, and after a press. */
  ask(): Promise<void>
}

export interface Environment {
  clock: Clock
  random: Pick<Random, 'fraction'>
  page: Page
  device: Device
  line: WorkerLine
  /** Why there is no worker to be had, or the place to register one. */
  container: WorkerContainer | 'unsupported' | 'insecure'
  events: EventChannel
  alarm: Alarm
  notes: Notes
  installer: Installer
  readTokens(): Tokens | undefined
}

// Puts the host's service worker in charge, and says how that stands. Never reloads a page on its own account: an
// open form would be lost.

import type { Clock } from '../shared/ports.ts'
import type { Environment, Page, Registration, WorkerContainer } from './ports.ts'
import { createSubject, type Subject, type Undo } from './subject.ts'

export type RegistrationState =
  | { kind: 'unsupported' }
  /** Not https: browsers have no workers there. */
  | { kind: 'insecure' }
  | { kind: 'registering' }
  /** The worker answers this page's requests. `updateReady`: a newer one waits to be let in. */
  | { kind: 'controlled'; updateReady: boolean }
  /** A worker is active, but not for this page, as after a hard reload: loading it again heals that. */
  | { kind: 'uncontrolled'; updateReady: boolean }
  | { kind: 'failed'; words: string }

export interface WorkerRegistration extends Subject<RegistrationState> {
  /** Lets the newer worker in, and loads the page again when it is in charge. */
  applyUpdate(): void
  close(): void
}

export interface WorkerRegistrationOptions {
  container: Environment['container']
  scriptUrl: string
  clock: Clock
  page: Page
  /** A worker took charge of a page that had none: what the page asked before is in no store. */
  onFirstControl?: () => void
}

const updateEveryMs = 3_600_000
const updateAtMostEveryMs = 60_000

export function createWorkerRegistration(options: WorkerRegistrationOptions): WorkerRegistration {
  const { container } = options
  return typeof container === 'string' ? withoutWorker(container) : withWorker(container, options)
}

function withoutWorker(kind: 'unsupported' | 'insecure'): WorkerRegistration {
  return { ...createSubject<RegistrationState>({ kind }), applyUpdate: () => {}, close: () => {} }
}

function withWorker(container: WorkerContainer, options: WorkerRegistrationOptions): WorkerRegistration {
  const { scriptUrl, clock, page, onFirstControl } = options
  const state = createSubject<RegistrationState>({ kind: 'registering' })
  const undo: Undo[] = []
  let registration: Registration | undefined
  let everControlled = container.hasController()
  let reloadAsked = false
  let closed = false

  function look(): void {
    if (closed) return
    const updateReady = Boolean(registration?.active && registration.waiting)
    if (container.hasController()) setState({ kind: 'controlled', updateReady })
    else if (registration?.active) setState({ kind: 'uncontrolled', updateReady })
  }

  function setState(next: RegistrationState): void {
    if (JSON.stringify(next) !== JSON.stringify(state.get())) state.set(next)
  }

  undo.push(
    container.onControllerChange(() => {
      if (reloadAsked) return page.reload()
      look()
      if (everControlled || !container.hasController()) return
      everControlled = true
      onFirstControl?.()
    }),
  )

  async function register(): Promise<void> {
    try {
      const registered = await container.register(scriptUrl)
      registration = registered
      if (closed) return
      follow(registered)
      look()
      keepFresh(registered)
    } catch (error) {
      if (!closed)
        state.set({ kind: 'failed', words: error instanceof Error ? error.message : String(error) })
    }
  }

  function follow(registered: Registration): void {
    const followInstalling = () => registered.installing?.addEventListener('statechange', look)
    followInstalling()
    registered.addEventListener('updatefound', followInstalling)
    undo.push(() => registered.removeEventListener('updatefound', followInstalling))
  }

  function keepFresh(registered: Registration): void {
    let lastMs = clock.now()
    let timer = clock.timer(updateEveryMs)
    const update = () => {
      lastMs = clock.now()
      // Without network this fails; the next one will do.
      registered.update().then(look, () => {})
    }
    const everyHour = () =>
      void timer.done.then(() => {
        if (closed) return
        update()
        timer = clock.timer(updateEveryMs)
        everyHour()
      })
    everyHour()
    undo.push(() => timer.cancel())
    undo.push(
      page.onVisibility(() => {
        if (page.isVisible() && clock.now() - lastMs >= updateAtMostEveryMs) update()
      }),
    )
  }

  void register()

  return {
    get: state.get,
    subscribe: state.subscribe,
    applyUpdate() {
      registration?.waiting?.postMessage({ type: 'SKIP_WAITING' })
      // A page without a worker would not hear of the change.
      if (registration?.waiting && container.hasController()) reloadAsked = true
      else page.reload()
    },
    close() {
      closed = true
      for (const step of undo) step()
    },
  }
}

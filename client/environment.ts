// The browser, as ports. The only file of this ring that touches its globals.

import { eventChannelName } from '../shared/bridge/engine-event.ts'
import type { Tokens } from '../shared/policy/session-policy.ts'
import type { Clock } from '../shared/ports.ts'
import type {
  Alarm,
  Device,
  Environment,
  EventChannel,
  Installer,
  Notes,
  Page,
  WorkerContainer,
  WorkerLine,
} from './ports.ts'
import { createSubject, type Undo } from './subject.ts'

export function createBrowserEnvironment(): Environment {
  return {
    clock,
    random: { fraction: () => Math.random() },
    page: createPage(),
    device: createDevice(),
    line: createWorkerLine(),
    container: !isSecureContext
      ? 'insecure'
      : 'serviceWorker' in navigator
        ? createContainer()
        : 'unsupported',
    events: createEventChannel(),
    alarm,
    notes,
    installer: createInstaller(),
    readTokens,
  }
}

const clock: Clock = {
  now: () => Date.now(),
  timer(ms) {
    let cancel = () => {}
    const done = new Promise<void>((resolve) => {
      // Longer waits overflow the browser's timers and would fire at once.
      const handle = setTimeout(resolve, Math.min(ms, 2 ** 31 - 1))
      cancel = () => clearTimeout(handle)
    })
    return { done, cancel: () => cancel() }
  },
}

function on(target: EventTarget, type: string, listener: (event: Event) => void): Undo {
  target.addEventListener(type, listener)
  return () => target.removeEventListener(type, listener)
}

function all(...undo: Undo[]): Undo {
  return () => {
    for (const step of undo) step()
  }
}

const createPage = (): Page => ({
  isVisible: () => document.visibilityState === 'visible',
  onVisibility: (listener) =>
    all(
      on(document, 'visibilitychange', listener),
      on(window, 'pageshow', (event) => {
        if ((event as PageTransitionEvent).persisted) listener()
      }),
    ),
  path: () => location.pathname,
  onAddress: (listener) => {
    const { navigation } = window as { navigation?: EventTarget }
    const undo = on(window, 'popstate', listener)
    return navigation ? all(undo, on(navigation, 'currententrychange', listener)) : undo
  },
  reload: () => location.reload(),
})

const createDevice = (): Device => ({
  mayBeOnline: () => navigator.onLine,
  onChange: (listener) => all(on(window, 'online', listener), on(window, 'offline', listener)),
})

function createWorkerLine(): WorkerLine {
  const container = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined
  return {
    async worker() {
      if (container?.controller) return container.controller
      return (await container?.getRegistration())?.active ?? undefined
    },
    onMessage(listener) {
      if (!container) return () => {}
      return on(container, 'message', (event) => {
        if (event instanceof MessageEvent && isOwnWorker(event.source)) listener(event.data)
      })
    },
    onControllerChange: (listener) => (container ? on(container, 'controllerchange', listener) : () => {}),
  }
}

const isOwnWorker = (source: MessageEventSource | null): boolean =>
  source instanceof ServiceWorker && new URL(source.scriptURL).origin === location.origin

function createContainer(): WorkerContainer {
  const container = navigator.serviceWorker
  return {
    hasController: () => container.controller !== null,
    onControllerChange: (listener) => on(container, 'controllerchange', listener),
    register: (scriptUrl) => container.register(scriptUrl, { type: 'classic' }),
  }
}

const createEventChannel = (): EventChannel => ({
  subscribe(listener) {
    const channel = new BroadcastChannel(eventChannelName)
    channel.addEventListener('message', (event) => listener(event.data))
    return () => channel.close()
  },
})

/** Background Sync, which the DOM's types do not know. */
interface SyncManager {
  register(tag: string): Promise<void>
}

const alarm: Alarm = {
  async set(tag) {
    if (!('serviceWorker' in navigator)) throw new Error('no service worker')
    const registration: (ServiceWorkerRegistration & { sync?: SyncManager }) | undefined =
      await navigator.serviceWorker.getRegistration()
    if (!registration?.sync) throw new Error('no background sync')
    await registration.sync.register(tag)
  },
}

/** Chromium's offer, which the DOM's types do not know. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>
}

function createInstaller(): Installer {
  // Only the browsers of iPad and iPhone have this, and they make no offer.
  const isApple = 'standalone' in navigator
  const isInstalled = matchMedia('(display-mode: standalone)').matches
  const state = createSubject<'no' | 'offered' | 'by-hand'>(isApple && !isInstalled ? 'by-hand' : 'no')
  let offer: InstallOffer | undefined
  let listeners = 0
  on(window, 'beforeinstallprompt', (event) => {
    // The browser's own sign stays where nobody shows another.
    if (listeners > 0) event.preventDefault()
    offer = event as InstallOffer
    state.set('offered')
  })
  on(window, 'appinstalled', () => state.set('no'))
  return {
    get: state.get,
    subscribe(listener) {
      listeners++
      const undo = state.subscribe(listener)
      return () => {
        listeners--
        undo()
      }
    },
    async ask() {
      // An offer is good for one question.
      const asked = offer
      offer = undefined
      state.set('no')
      await asked?.prompt()
    },
  }
}

const notes: Notes = {
  read(name) {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  },
  write(name, text) {
    try {
      localStorage.setItem(name, text)
    } catch {
      // Full or forbidden: the note is lost.
    }
  },
}

/** Where CARE's front end keeps its tokens. */
function readTokens(): Tokens | undefined {
  const access = notes.read('care_access_token')
  const refresh = notes.read('care_refresh_token')
  return access && refresh ? { access, refresh } : undefined
}

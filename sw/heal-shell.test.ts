import { beforeEach, describe, expect, it } from 'vitest'
import { type HealingScope, healShell, type Shell } from './heal-shell.ts'

const origin = 'https://ward.example'
const shell: Shell = {
  files: ['index.html', 'assets/app-1.js', 'assets/app-1.css', 'icon.svg', 'about.html'],
  cacheName: 'precache',
  keyOf: (url) => `${url}?revision=1`,
}
const page = (...scripts: string[]): string =>
  `<link href="https://fonts.example/f.css">${scripts.map((src) => `<script src="${src}"></script>`).join('')}`

/** What the server answers: type and text. */
let files: Map<string, { type: string; text: string; status?: number; redirected?: boolean }>
let cached: Map<string, string>
let fetched: string[]
let updates: number
let navigator: { onLine: boolean }

const scope: HealingScope = {
  get navigator() {
    return navigator
  },
  location: { href: `${origin}/sw.js` },
  caches: {
    open: async () =>
      ({
        keys: async () => [...cached.keys()].map((url) => new Request(shell.keyOf(url))),
        put: async (key: string, response: Response) => {
          cached.set(key.replace(/\?.*/, ''), await response.text())
        },
      }) as unknown as Cache,
  },
  registration: {
    update: async () => {
      updates += 1
    },
  },
  async fetch(url) {
    fetched.push(url.slice(origin.length))
    const file = files.get(url.slice(origin.length))
    if (!file) throw new TypeError('Failed to fetch')
    const response = new Response(file.text, {
      status: file.status ?? 200,
      headers: { 'content-type': file.type },
    })
    if (file.redirected) Object.defineProperty(response, 'redirected', { value: true })
    return response
  },
}

const heal = () => healShell(scope, shell)
const kept = () => [...cached.keys()].map((url) => url.slice(origin.length)).sort()
const whole = ['/assets/app-1.css', '/assets/app-1.js', '/icon.svg', '/index.html']

beforeEach(() => {
  files = new Map([
    ['/index.html', { type: 'text/html', text: page('/assets/app-1.js') }],
    ['/assets/app-1.js', { type: 'text/javascript', text: 'app' }],
    ['/assets/app-1.css', { type: 'text/css', text: 'look' }],
    ['/icon.svg', { type: 'image/svg+xml', text: '<svg/>' }],
    ['/about.html', { type: 'text/html', text: '<p>About</p>' }],
  ])
  cached = new Map()
  fetched = []
  updates = 0
  navigator = { onLine: true }
})

describe('the shell', () => {
  it('[SH2] is made whole again after it was wiped', async () => {
    await heal()
    expect(kept()).toEqual(whole)
    expect(cached.get(`${origin}/assets/app-1.js`)).toBe('app')
  })

  it('[SH2] fetches what is missing and nothing else', async () => {
    for (const path of [...whole, '/about.html']) cached.set(origin + path, 'kept')
    await heal()
    cached.delete(`${origin}/icon.svg`)
    await heal()
    expect(fetched).toEqual(['/icon.svg'])
    expect(cached.get(`${origin}/index.html`)).toBe('kept')
  })

  it('[SH3] takes nothing of a newer build, and asks for the newer worker', async () => {
    files.set('/index.html', { type: 'text/html', text: page('/assets/app-2.js') })
    await heal()
    expect([kept(), updates]).toEqual([[], 1])
  })

  it.each<[string, () => void]>([
    [
      'a portal answers for everything',
      () => {
        for (const path of files.keys())
          files.set(path, { type: 'text/html', text: '<html>Sign in to Wi-Fi</html>' })
      },
    ],
    [
      'a script is not there any more',
      () => files.set('/assets/app-1.js', { type: 'text/plain', text: '', status: 404 }),
    ],
    [
      'the app’s page stands in the place of a script',
      () => files.set('/assets/app-1.js', { type: 'text/html', text: page('/assets/app-1.js') }),
    ],
    [
      'one is redirected',
      () => files.set('/icon.svg', { type: 'image/svg+xml', text: '', redirected: true }),
    ],
    ['the network goes in between', () => files.delete('/icon.svg')],
    [
      'the device has no network',
      () => {
        navigator = { onLine: false }
      },
    ],
  ])('[SH3] takes nothing where %s', async (_, change) => {
    change()
    await heal()
    expect([kept(), updates]).toEqual([[], 0])
  })

  it('[SH3] does not take a portal’s page for the app’s, when that is all that is missing', async () => {
    for (const path of whole) cached.set(origin + path, 'kept')
    cached.delete(`${origin}/index.html`)
    files.set('/index.html', { type: 'text/html', text: '<html>Sign in to Wi-Fi</html>' })
    await heal()
    expect(kept()).not.toContain('/index.html')
  })
})

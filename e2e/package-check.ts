// The library as a host gets it: packed, installed in a clean folder with its peers, type-checked there under the
// compiler's strictest settings, and bundled by its Vite.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const npm = (args: string[], cwd: string): string =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })

const page = `
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { carePolicies, hours, pathTemplate, type PolicySet, type ReadPolicy } from 'care-offline/care'
import { OfflineProvider, PendingBadge, SyncBanner, SyncStatusPage } from 'care-offline/react'
import { type Failure, writesKey } from 'care-offline'

const client = new QueryClient()
export const key: readonly unknown[] = writesKey
export const codeOf = (failure: Failure): string => failure.code
const mine: ReadPolicy = {
  key: 'ward.board',
  method: 'GET',
  path: pathTemplate('/api/v1/ward/{id}/board/'),
  resource: 'ward',
  maxAgeMs: hours(12),
  staleAfterMs: hours(1),
}
export const policies: PolicySet = { ...carePolicies, reads: [...carePolicies.reads, mine] }
// @ts-expect-error A policy set is no string: the types have arrived.
export const wrong: string = carePolicies
export const App = () => (
  <QueryClientProvider client={client}>
    <OfflineProvider apiUrl="https://careapi.example.org" policies={carePolicies} serviceWorkerUrl="/sw.js">
      <SyncBanner />
      <PendingBadge record="322e75af-5059-46d9-a67c-701cbcef3215" />
      <SyncStatusPage />
    </OfflineProvider>
  </QueryClientProvider>
)
`
const worker = `
import { carePolicies } from 'care-offline/care'
import { installOffline } from 'care-offline/sw'

declare const __WB_MANIFEST: { url: string; revision: string | null }[]
installOffline({ apiUrl: 'https://careapi.example.org', policies: carePolicies, precache: __WB_MANIFEST })
`
const compilerOptions = {
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
}

interface Manifest {
  devDependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

const { devDependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const wanted = [...Object.keys(peerDependencies), '@types/react', 'react-dom', 'typescript', 'vite']

/** What we build with, and the oldest that a host may have. */
const hosts: Record<string, Record<string, string>> = {
  newest: Object.fromEntries(wanted.map((name) => [name, devDependencies[name] ?? '*'])),
  oldest: {
    '@tanstack/react-query': '5.64.0',
    '@types/react': '19.1.0',
    i18next: '25.0.0',
    react: '19.1.0',
    'react-dom': '19.1.0',
    'react-i18next': '15.5.0',
    typescript: '5.8',
    vite: '6',
  },
}

const libraries = { 'page.tsx': ['es2023', 'dom', 'dom.iterable'], 'worker.ts': ['es2023', 'webworker'] }

function tryIn(host: string, versions: Record<string, string>): void {
  const tarball = npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', host], '.').trim()
  const dependencies = { ...versions, 'care-offline': `file:${tarball}` }
  writeFileSync(join(host, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  npm(['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline'], host)
  mkdirSync(join(host, 'src'))
  writeFileSync(join(host, 'src/page.tsx'), page)
  writeFileSync(join(host, 'src/worker.ts'), worker)
  for (const [file, lib] of Object.entries(libraries)) {
    const project = { compilerOptions: { ...compilerOptions, lib }, files: [`src/${file}`] }
    writeFileSync(join(host, 'tsconfig.json'), JSON.stringify(project))
    npm(['exec', '--', 'tsc', '-p', 'tsconfig.json'], host)
    const build = {
      outDir: `out/${file}`,
      lib: { entry: `src/${file}`, formats: ['es'], fileName: 'bundle' },
    }
    writeFileSync(join(host, 'vite.config.js'), `export default ${JSON.stringify({ build })}`)
    npm(['exec', '--', 'vite', 'build', '--logLevel', 'error'], host)
  }
}

for (const [name, versions] of Object.entries(hosts)) {
  const host = mkdtempSync(join(tmpdir(), 'care-offline-host-'))
  try {
    tryIn(host, versions)
    console.log(`The packed library installs, type-checks and bundles in a clean folder (${name} peers).`)
  } catch (error) {
    console.error(name, (error as { stdout?: string }).stdout || error)
    process.exitCode = 1
  } finally {
    rmSync(host, { recursive: true, force: true })
  }
}

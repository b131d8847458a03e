// One house for each worker of the test runner: a ward, an API and a browser that finds both where the built app looks
// for them. So scenarios run side by side, and none sees what another does.

import { test as base } from '@playwright/test'
import { type ControlClient, createControlClient } from '../../care-api/control-client.ts'
import { startCareApi } from '../../care-api/start-care-api.ts'
import { chromiumArguments, findChromium } from '../../chromium.ts'
import { startWardServer } from '../../serve-ward.ts'

/** The ports that the built app and its browser know. */
const known = { ward: 4173, api: 9000, control: 9001, bucket: 9002 }

/** The first house stands on the known ports themselves. */
const portsOf = (index: number): typeof known => ({
  ward: known.ward + 10 * index,
  api: known.api + 10 * index,
  control: known.control + 10 * index,
  bucket: known.bucket + 10 * index,
})

const local = (port: number): string => `localhost:${port}`

/** The address of the test's own house, for what is asked past the browser. */
export function atHouse(url: string): string {
  const ports = portsOf(base.info().parallelIndex)
  const door = (['ward', 'api', 'bucket'] as const).find((each) =>
    url.startsWith(`http://${local(known[each])}/`),
  )
  return door ? url.replace(local(known[door]), local(ports[door])) : url
}

/** Every address stays as it is; only the port that answers for it is another one. */
function leadTo(ports: typeof known): string {
  const rules = (['ward', 'api', 'bucket'] as const).map(
    (door) => `MAP ${local(known[door])} ${local(ports[door])}`,
  )
  return `--host-resolver-rules=${rules.join(',')}`
}

export const test = base.extend<object, { house: ControlClient; browserFlags: string[] }>({
  /** More of the command line of Chromium. */
  browserFlags: [[], { scope: 'worker', option: true }],
  launchOptions: [
    async ({ browserFlags }, use, { parallelIndex }) => {
      const executablePath = findChromium()
      const args = [...chromiumArguments, leadTo(portsOf(parallelIndex)), ...browserFlags]
      await use({ args, ...(executablePath ? { executablePath } : {}) })
    },
    { scope: 'worker' },
  ],
  /** What controls it. */
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use, { parallelIndex }) => {
      const ports = portsOf(parallelIndex)
      const api = await startCareApi({
        port: ports.api,
        controlPort: ports.control,
        bucketPort: ports.bucket,
        bucketUrl: `http://${local(known.bucket)}`,
      })
      const ward = await startWardServer({
        port: ports.ward,
        apiUrl: `http://${local(known.api)}`,
        bucketUrl: api.bucketUrl,
      })
      await use(createControlClient(`http://${local(ports.control)}`))
      await ward.close()
      await api.close()
    },
    { scope: 'worker', auto: true },
  ],
})

// `npm start`: the ward app, and beside it the embedded API unless CARE_API_URL names a real CARE.
// `--data FILE` keeps the embedded API's state across restarts.
import { parseArgs } from 'node:util'
import { seededUsers } from './care-api/seeded.ts'
import { startCareApi } from './care-api/start-care-api.ts'
import { startWardServer } from './serve-ward.ts'

interface Closing {
  close(): Promise<void>
}

const { values } = parseArgs({ options: { data: { type: 'string' } } })
const running: Closing[] = []

async function start(): Promise<string> {
  const outside = process.env.CARE_API_URL
  if (outside !== undefined && outside !== '') {
    const bucketUrl = process.env.CARE_BUCKET_URL
    const ward = await startWardServer({ apiUrl: outside, ...(bucketUrl ? { bucketUrl } : {}) })
    running.push(ward)
    return `The ward app: ${ward.url}\nIt talks to the CARE at ${outside}; sign in with an account of that CARE.`
  }
  const api = await startCareApi(values.data === undefined ? {} : { data: values.data })
  running.push(api)
  const ward = await startWardServer({ apiUrl: api.url, bucketUrl: api.bucketUrl })
  running.push(ward)
  const accounts = Object.values(seededUsers).map(
    ({ username, password }) => `  ${username.padEnd(16)}${password}`,
  )
  const kept = values.data === undefined ? 'forgotten when this stops' : `kept in ${values.data}`
  return [
    `The ward app: ${ward.url}`,
    `The CARE API: ${api.url} (embedded, with a seeded ward; its state is ${kept})`,
    'User name and password:',
    ...accounts,
    'Stop with Ctrl+C.',
  ].join('\n')
}

async function stop(): Promise<void> {
  await Promise.all(running.map((each) => each.close()))
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)))
}

try {
  console.log(`\n${await start()}\n`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
  await stop()
}

// The embedded API from the command line: `tsx e2e/care-api/main.ts --port 9000 --data ward.json`.
import { parseArgs } from 'node:util'
import { startCareApi } from './start-care-api.ts'

const usage = `--port N             where the API listens (9000)
--control-port N     opens the control port, for tests
--bucket-port N      where files are uploaded to (9002)
--data FILE          keeps the state across restarts
--access-minutes N   life of an access token (10)
--refresh-minutes N  life of a refresh token (30)
--origin URL         an origin that may call it and the bucket (http://localhost:4173); * for all; may be repeated
--login-limit        refuses more than 5 logins of one user in 10 minutes, as CARE does`

function optionsFrom(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      'control-port': { type: 'string' },
      'bucket-port': { type: 'string' },
      data: { type: 'string' },
      'access-minutes': { type: 'string' },
      'refresh-minutes': { type: 'string' },
      origin: { type: 'string', multiple: true },
      'login-limit': { type: 'boolean' },
    },
  })
  const origins = values.origin?.includes('*') ? ('*' as const) : values.origin
  const number = (key: string, text: string | undefined) => {
    if (text === undefined) return {}
    const value = Number(text)
    if (Number.isNaN(value)) throw new Error(`${text} is no number.`)
    return { [key]: value }
  }
  return {
    ...number('port', values.port),
    ...number('controlPort', values['control-port']),
    ...number('bucketPort', values['bucket-port']),
    ...number('accessMinutes', values['access-minutes']),
    ...number('refreshMinutes', values['refresh-minutes']),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(origins === undefined ? {} : { allowedOrigins: origins, bucketOrigins: origins }),
    ...(values['login-limit'] === true ? { loginLimit: true } : {}),
  }
}

try {
  const started = await startCareApi(optionsFrom(process.argv.slice(2)))
  console.log(`CARE API: ${started.url}`)
  console.log(`Bucket:   ${started.bucketUrl}`)
  if (started.controlUrl !== undefined) console.log(`Control:  ${started.controlUrl}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void started.close().then(() => process.exit(0)))
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exitCode = 1
}

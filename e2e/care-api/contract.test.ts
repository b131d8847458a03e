// @vitest-environment node
// Plays every exchange recorded on a running CARE, in order, and compares status, shape and CARE's own words.
import { describe, expect, it } from 'vitest'
import { followed, fromAnotherOrigin, ground, subRequests } from './contract/ground.ts'
import { leftOut } from './contract/left-out.ts'
import { type Exchange, type RecordedFile, readRecording, recordedFiles } from './contract/recording.ts'
import { differences } from './contract/shape.ts'
import { appOrigin, createStage, type Stage } from './contract/stage.ts'

const stage = createStage()

describe.each(recordedFiles)('contract: %s', (file) => {
  for (const [index, exchange] of readRecording(file).entries()) {
    const entry = leftOut.find((each) => each.file === file && each.index === index)
    if (entry === undefined) {
      it(`#${index} ${exchange.case}`, async () => {
        expect(await play(stage, file, index, exchange)).toEqual([])
      })
    } else {
      it(`#${index} left out, ${entry.reason}: ${exchange.case}`, async () => {
        expect(exchange.case.startsWith(entry.case)).toBe(true)
        expect(await play(stage, file, index, exchange)).not.toEqual([])
      })
    }
  }
})

it('leaves out only what is listed', () => {
  const total = recordedFiles.reduce((sum, file) => sum + readRecording(file).length, 0)
  expect({ total, leftOut: leftOut.length }).toEqual({ total: 628, leftOut: 0 })
  for (const { file, index } of leftOut) expect(readRecording(file)[index]).toBeDefined()
})

async function play(on: Stage, file: RecordedFile, index: number, exchange: Exchange): Promise<string[]> {
  await ground[file]?.[index]?.(on)
  const asSent = fromAnotherOrigin(file, index) ? withOrigin(exchange) : exchange
  const response = await on.send(asSent, {
    ...repeated(exchange, subRequests[file]?.[index]),
    follow: followed[file]?.includes(index) === true,
  })
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  const body = type === 'application/json' && text !== '' ? JSON.parse(text) : null
  on.learn(exchange, body)

  const recorded = exchange.response
  const found = [...headerDifferences(on, exchange, response, file === 'errors-and-cors')]
  if (response.status !== recorded.status) {
    return [`status is ${response.status}, recorded as ${recorded.status}: ${text.slice(0, 300)}`, ...found]
  }
  if (type !== 'application/json') return found
  const comparison = {
    translate: on.translate,
    trimmed: exchange.trimmed === true,
    exactCount: exchange.case.includes('only the count'),
  }
  found.push(...differences(recorded.body, body, comparison))
  return found.concat(claimDifferences(exchange, body))
}

const withOrigin = (exchange: Exchange): Exchange => ({
  ...exchange,
  request: { ...exchange.request, headers: { origin: appOrigin, ...exchange.request.headers } },
})

function repeated(exchange: Exchange, times: number | undefined) {
  if (times === undefined) return {}
  const body = exchange.request.body as Record<'requests' | 'datapoints', Record<string, unknown>[]>
  const { requests, datapoints } = body
  if (requests === undefined)
    return { body: { datapoints: Array.from({ length: times }, () => datapoints[0]) } }
  return {
    body: { requests: Array.from({ length: times }, (_, at) => ({ ...requests[0], reference_id: `${at}` })) },
  }
}

/** Content types everywhere; `vary`, CORS headers and redirects where the recording has them. */
function headerDifferences(on: Stage, exchange: Exchange, response: Response, whole: boolean): string[] {
  const recorded = on.translate(exchange.response.headers) as Record<string, string>
  const names = whole
    ? ['content-type', 'vary', 'location', ...corsNames.map((name) => `access-control-${name}`)]
    : ['content-type']
  return names.flatMap((name) => {
    const [expected, own] = [recorded[name] ?? null, response.headers.get(name)]
    return expected === own ? [] : [`header ${name} is ${own}, recorded as ${expected}`]
  })
}

const corsNames = [
  'allow-origin',
  'allow-headers',
  'allow-methods',
  'max-age',
  'expose-headers',
  'allow-credentials',
]

/** Tokens carry the same claims, and live as long. */
function claimDifferences({ claims }: Exchange, body: unknown): string[] {
  return Object.entries(claims ?? {}).flatMap(([name, { payload }]) => {
    const token = String((body as Record<string, unknown>)[name])
    const own = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    const keys = Object.keys(payload).join()
    const life = (of: Record<string, unknown>) => Math.round((Number(of.exp) - Number(of.iat)) / 60)
    return [
      ...(Object.keys(own).join() === keys
        ? []
        : [`claims of ${name} are ${Object.keys(own).join()}, not ${keys}`]),
      ...(own.token_type === payload.token_type ? [] : [`${name} is of type ${own.token_type}`]),
      ...(life(own) === life(payload) ? [] : [`${name} lives ${life(own)} minutes, not ${life(payload)}`]),
    ]
  })
}

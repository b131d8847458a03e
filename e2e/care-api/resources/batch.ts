// `/batch_requests/`: up to 20 requests as one. All run; if one fails, all is taken back, and those that had
// succeeded still report 200 with ids that no longer exist.
import { type Answer, json } from '../answer.ts'
import type { Dispatch } from '../dispatch.ts'
import { badRequest, crash } from '../refusal.ts'
import { type Context, post, type Route } from '../route.ts'
import { isObject, list, model, parse, required, withDefault } from '../spec.ts'
import { dictionary, text } from '../spec-types.ts'
import { checkReplacements, type Replaceable, replaced, replacementsSpec } from './batch-replacements.ts'

const mostRequests = 20

const batchSpec = (replacements: boolean) =>
  model('BatchRequest', {
    requests: required(
      list(
        model('Request', {
          url: required(text()),
          method: required(text()),
          body: withDefault(dictionary),
          reference_id: required(text()),
          ...(replacements ? { replacements: withDefault(replacementsSpec) } : {}),
        }),
        { min: 1, max: mostRequests },
      ),
    ),
  })

interface SubRequest extends Replaceable {
  method: string
}

const known = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']

/** `dispatch` is asked for late: the batch is itself one of the routes. */
export function batchRoutes({ settings }: Context, dispatch: () => Dispatch): Route[] {
  return [
    post('/api/v1/batch_requests/', (call) => {
      const body = call.body()
      if (!isObject(body)) throw crash()
      const requests = parse(batchSpec(settings.replacements), body).requests as SubRequest[]
      const odd = requests.find(({ method }) => !known.includes(method.toLowerCase()))
      if (odd !== undefined) {
        const detail = `Malformed request: ${odd.method.toLowerCase()} is not a valid HTTP method`
        throw badRequest({ detail })
      }
      if (settings.replacements) checkReplacements(requests)
      const succeeded = new Map<string, unknown>()
      const results = requests.map((sent) => {
        const request = settings.replacements ? replaced(sent, succeeded) : sent
        const { answer } = dispatch()({
          method: request.method.toUpperCase(),
          url: pathOf(request.url),
          authorization: call.authorization,
          body: () => request.body ?? {},
        })
        // With the feature on, a crash inside is a crash outside.
        if (settings.replacements && answer.status >= 500) throw crash()
        const result = subAnswer(answer)
        if (result.status_code <= 299) succeeded.set(request.reference_id, result.data)
        return { reference_id: request.reference_id, ...result }
      })
      const failed = results.some(({ status_code }) => status_code > 299)
      return json({ results }, failed ? 400 : 200)
    }),
  ]
}

/** The host of an absolute URL is ignored. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url, 'http://localhost')
  return pathname + search
}

/** What is HTML outside has words of its own inside a batch. */
function subAnswer({ status, content }: Answer): { data: unknown; status_code: number } {
  if (content.type === 'json') return { data: content.value, status_code: status }
  if (content.type === 'none') return { data: null, status_code: status }
  if (status === 500) return { data: { detail: 'server_error' }, status_code: 500 }
  return { data: { detail: 'Route not found' }, status_code: 404 }
}

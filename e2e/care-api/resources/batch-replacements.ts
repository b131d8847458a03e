// Optional in CARE: values of earlier results of a batch that are put into the body or the url of a later request.
// Of a request that has failed nothing is taken: the later ones then run with what stands in them.
import { badRequest, ruleBroken } from '../refusal.ts'
import { isObject, list, model, required, withDefault } from '../spec.ts'
import { oneOf, text } from '../spec-types.ts'

interface ResourcePath {
  reference_id: string
  path: string
  type?: 'body' | 'url'
}

interface Replacement {
  source_path: ResourcePath
  value_path: ResourcePath
}

export interface Replaceable {
  url: string
  body?: Record<string, unknown>
  reference_id: string
  replacements?: Replacement[]
}

const resourcePath = model('ResourcePath', {
  reference_id: required(text()),
  path: required(text()),
  type: withDefault(oneOf('body', 'url')),
})

export const replacementsSpec = list(
  model('Replacement', { source_path: required(resourcePath), value_path: required(resourcePath) }),
)

/** Before anything runs. */
export function checkReplacements(requests: Replaceable[]): void {
  const order = new Map(requests.map(({ reference_id }, index) => [reference_id, index]))
  for (const { reference_id, replacements = [] } of requests) {
    for (const { source_path, value_path } of replacements) {
      const source = order.get(source_path.reference_id)
      if (source === undefined) {
        throw ruleBroken(`Invalid source_path reference_id : ${source_path.reference_id}`)
      }
      if (source >= (order.get(reference_id) ?? 0)) {
        throw ruleBroken('Source request must come before the current request.')
      }
      if (value_path.reference_id !== reference_id) {
        throw ruleBroken(`Invalid value_path reference_id : ${value_path.reference_id}`)
      }
    }
  }
}

/** `succeeded`: the data of the requests that went well, by their reference. */
export function replaced<Request extends Replaceable>(
  request: Request,
  succeeded: Map<string, unknown>,
): Request {
  const body = structuredClone(request.body ?? {})
  let { url } = request
  for (const { source_path, value_path } of request.replacements ?? []) {
    if (!succeeded.has(source_path.reference_id)) continue
    const where = `for request ${request.reference_id}`
    const value = valueAt(succeeded.get(source_path.reference_id), keysOf(source_path.path))
    if (value === undefined) {
      throw badRequest({ detail: `Invalid source_path '${source_path.path}' ${where}` })
    }
    if (value_path.type === 'url') {
      const token = `{${value_path.path}}`
      if (!url.includes(token)) {
        throw badRequest({ detail: `URL path '${value_path.path}' not found in url ${where}` })
      }
      url = url.replaceAll(token, String(value))
    } else if (!putAt(body, keysOf(value_path.path), value)) {
      throw badRequest({ detail: `Invalid destination_path '${value_path.path}' ${where}` })
    }
  }
  return { ...request, url, body }
}

/** `$.a.b[0]`, with or without the `$.`. */
const keysOf = (path: string): string[] =>
  path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter((key) => key !== '')

const childOf = (value: unknown, key: string): unknown =>
  isObject(value) || Array.isArray(value) ? (value as Record<string, unknown>)[key] : undefined

const valueAt = (value: unknown, keys: string[]): unknown => keys.reduce(childOf, value)

/** Only where there is something to replace. */
function putAt(target: Record<string, unknown>, keys: string[], value: unknown): boolean {
  const parent = valueAt(target, keys.slice(0, -1))
  const last = keys.at(-1)
  if (last === undefined || childOf(parent, last) === undefined) return false
  ;(parent as Record<string, unknown>)[last] = value
  return true
}

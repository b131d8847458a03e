// JSON as a type, and the few questions everything here asks of it.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value under a JSON pointer (RFC 6901) such as `/results/0/data/id`; undefined where there is none. */
export function valueAt(document: Json | undefined, pointer: string): Json | undefined {
  let value: Json | undefined = document
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(value)) value = /^\d+$/.test(key) ? value[Number(key)] : undefined
    else if (isObject(value)) value = Object.hasOwn(value, key) ? value[key] : undefined
    else return undefined
  }
  return value
}

/** The document with another value under a pointer that is there; the rest of it is shared. */
export function withValueAt(document: Json, pointer: string, value: Json): Json {
  const [, token, ...rest] = pointer.split('/')
  if (token === undefined) return value
  const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`
  if (Array.isArray(document))
    return document.map((item, i) => (String(i) === key ? withValueAt(item, below, value) : item))
  if (!isObject(document) || !Object.hasOwn(document, key)) return document
  return { ...document, [key]: withValueAt(document[key] ?? null, below, value) }
}

/** Equal by content; the order of keys does not count. `sameText`: for texts that differ and mean the same. */
export function equalJson(
  a: Json | undefined,
  b: Json | undefined,
  sameText: (a: string, b: string) => boolean = () => false,
): boolean {
  if (a === b) return true
  if (typeof a === 'string' && typeof b === 'string') return sameText(a, b)
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equalJson(item, b[i], sameText))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key], sameText))
  )
}

/** Text that is the same for equal values: keys sorted, no white space. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

/** The same document with every string (keys of objects excepted) passed through `change`. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]))
}

/** Parses JSON text; undefined where it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** What JSON can say: no undefined, no functions, no dates. */
export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object') return false
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson)
}

// Compares an answer with a recorded one: the same keys at each level, the same JSON types, the server's own
// words. Ids, times and names may differ. Gives sentences about what is not alike; none when all is.
export interface Comparison {
  /** Recorded ids to ours. */
  translate(value: unknown): unknown
  /** Arrays in the recording were cut. */
  trimmed: boolean
  /** The number of records found is asserted, not only whether there are any. */
  exactCount: boolean
}

type Json = unknown

export function differences(recorded: Json, actual: Json, comparison: Comparison): string[] {
  return compare(recorded, actual, '$', comparison)
}

/** Words that are the server's own, compared letter by letter. */
const ownWords = ['detail', 'code', 'type', 'msg', 'error']

function compare(recorded: Json, actual: Json, at: string, comparison: Comparison): string[] {
  if (recorded === null) return []
  const [expected, found] = [typeOf(recorded), typeOf(actual)]
  if (expected !== found) return [`${at} is ${found}, recorded as ${expected}`]
  if (Array.isArray(recorded) && Array.isArray(actual)) return compareArrays(recorded, actual, at, comparison)
  if (isObject(recorded) && isObject(actual)) return compareObjects(recorded, actual, at, comparison)
  return []
}

function compareObjects(
  recorded: Record<string, Json>,
  actual: Record<string, Json>,
  at: string,
  comparison: Comparison,
): string[] {
  const missing = Object.keys(recorded).filter((key) => !(key in actual))
  const added = Object.keys(actual).filter((key) => !(key in recorded))
  const keys = [
    ...missing.map((key) => `${at}.${key} is missing`),
    ...added.map((key) => `${at}.${key} is not in the recording`),
  ]
  const isError = /^\$(\.results\[\d+\]\.data)?(\.errors\[\d+\](\.msg)?)?$/.test(at)
  return keys.concat(
    Object.entries(recorded).flatMap(([key, value]) => {
      const here = `${at}.${key}`
      const own = actual[key]
      if (!(key in actual)) return []
      if (isError && ownWords.includes(key) && typeof value === 'string') return equal(value, own, here)
      if (key === 'status_code' || key === 'reference_id' || key === 'partial') return equal(value, own, here)
      if (isError && (key === 'loc' || key === 'question_id')) return equal(value, own, here)
      if (isError && key === 'input' && !comparison.trimmed) {
        return equal(comparison.translate(value), own, here)
      }
      if (key === 'count') return compareCounts(value, own, here, comparison)
      return compare(value, own, here, comparison)
    }),
  )
}

function compareCounts(recorded: Json, actual: Json, at: string, { exactCount }: Comparison): string[] {
  if (exactCount) return equal(recorded, actual, at)
  return (recorded === 0) === (actual === 0) ? [] : [`${at} is ${actual}, recorded as ${recorded}`]
}

/** Errors and the results of a batch, one by one; of a page, the first stands for all. */
function compareArrays(recorded: Json[], actual: Json[], at: string, comparison: Comparison): string[] {
  const [first] = recorded
  const inBatch = isObject(first) && 'reference_id' in first
  const isPage = at.endsWith('.results') && !inBatch
  const sameLength = recorded.length === actual.length
  const lengthMatters = recorded.length === 0 || actual.length === 0 || at.endsWith('.errors') || inBatch
  const cut = comparison.trimmed && recorded.length > 0 && actual.length > 0
  if (!sameLength && lengthMatters && !cut) {
    return [`${at} has ${actual.length} elements, recorded with ${recorded.length}`]
  }
  const compared = sameLength && !isPage ? recorded : recorded.slice(0, 1)
  return compared.flatMap((each, index) => compare(each, actual[index], `${at}[${index}]`, comparison))
}

function equal(recorded: Json, actual: Json, at: string): string[] {
  const [expected, found] = [JSON.stringify(sorted(recorded)), JSON.stringify(sorted(actual))]
  return expected === found ? [] : [`${at} is ${found}, recorded as ${expected}`]
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const typeOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

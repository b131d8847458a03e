// fake-indexeddb clones every row it stores and every row it gives with the platform's `structuredClone`: in Node a
// third of what a history would cost. Rows of ours are plain data. They are copied by walking them when they are stored;
// whoever reads one gets the same frozen copy every time, and would throw who wrote to it.

const platformClone = globalThis.structuredClone
/** Rows as they are stored, with the copy that readers get. */
const givenFor = new WeakMap<object, object | undefined>()
/** All that readers were given, down to the leaves: may be stored again as it is. */
const frozen = new WeakSet<object>()

/** From now on in this process. Whatever is not plain data is still the platform's business. */
export function clonePlainDataQuickly(): void {
  globalThis.structuredClone = <Value>(value: Value, options?: StructuredSerializeOptions): Value => {
    if (options !== undefined || !isPlain(value)) return isLeaf(value) ? value : platformClone(value, options)
    if (!givenFor.has(value)) return remember(shallow(value, copyOf))
    const given = givenFor.get(value) ?? shallow(value, frozenCopyOf)
    givenFor.set(value, given)
    frozen.add(Object.freeze(given))
    return given as Value
  }
}

function remember<Value extends object>(stored: Value): Value {
  givenFor.set(stored, undefined)
  return stored
}

function copyOf(value: unknown): unknown {
  if (isLeaf(value)) return value
  if (Array.isArray(value)) return frozen.has(value) ? value : value.map(copyOf)
  if (!isPlain(value)) return platformClone(value)
  return frozen.has(value) ? value : shallow(value, copyOf)
}

function frozenCopyOf(value: unknown): unknown {
  if (isLeaf(value) || frozen.has(value)) return value
  if (!Array.isArray(value) && !isPlain(value)) return platformClone(value)
  const copy = Array.isArray(value) ? value.map(frozenCopyOf) : shallow(value, frozenCopyOf)
  frozen.add(Object.freeze(copy))
  return copy
}

function shallow<Value extends object>(value: Value, of: (part: unknown) => unknown): Value {
  const copy: Record<string, unknown> = {}
  for (const key in value) copy[key] = of(value[key])
  return copy as Value
}

const isLeaf = (value: unknown): value is string | number | boolean | null | undefined =>
  value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol')

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

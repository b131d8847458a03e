// Temporary ids: valid UUIDs of RFC 9562 version 8 that any part of the system can recognise. The marker opens the
// last group; the first groups stay random, for CARE uses the first five characters of an id as a partial id.

const marker = '0ff11e'
const pattern = new RegExp(
  `[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-${marker}[0-9a-f]{6}`,
  'gi',
)
const whole = new RegExp(`^${pattern.source}$`, 'i')

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array) => Uint8Array

export function createTemporaryId(fillRandom: FillRandom): string {
  const bytes = fillRandom(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'.charAt((bytes[8] ?? 0) & 3)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    `${marker}${hex.slice(26, 32)}`,
  ].join('-')
}

export const isTemporaryId = (text: string): boolean => whole.test(text)

/** Every temporary id that stands anywhere in the text, each once, in lower case. */
export function temporaryIdsIn(text: string): string[] {
  if (!text.toLowerCase().includes(marker)) return []
  return [...new Set(Array.from(text.matchAll(pattern), ([id]) => id.toLowerCase()))]
}

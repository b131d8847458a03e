// Ids. The server's are random; the seed's come from a name, so that tests can rely on them.
import { createHash, randomUUID } from 'node:crypto'

export const newId = (): string => randomUUID()

/** A valid version 4 UUID that is always the same for the same name. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`care-offline ward: ${name}`).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

const uuidPattern = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && uuidPattern.test(value)

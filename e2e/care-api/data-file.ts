// The state in a file, so that it survives a restart. Written whole and swapped in, never half.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Dump } from './store.ts'

const format = 2

/** Nothing when there is no file yet; throws a sentence when it cannot be used. */
export function readDataFile(path: string): Dump | undefined {
  if (!existsSync(path)) return undefined
  let parsed: { format?: unknown; data?: Dump }
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Error(`The data file ${path} is not JSON. Move it away to start with a fresh ward.`)
  }
  if (parsed.format !== format || parsed.data === undefined) {
    throw new Error(`The data file ${path} is of another version. Move it away to start with a fresh ward.`)
  }
  return parsed.data
}

export function writeDataFile(path: string, data: Dump): void {
  mkdirSync(dirname(path), { recursive: true })
  const beside = `${path}.${process.pid}.new`
  writeFileSync(beside, JSON.stringify({ format, data }))
  renameSync(beside, path)
}

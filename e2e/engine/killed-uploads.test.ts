// The process dies at every single call of a port or of the disk while a file is saved, and while it is sent, and once
// more while the next one takes over: one complete file comes of it, with the bytes that were chosen.

import { describe, expect, it } from 'vitest'
import { valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { announce, complete, photo } from './file-desk.ts'
import { Page } from './histories/page.ts'
import { createTablet, type Tablet } from './histories/tablet.ts'

const bytes = photo(200)
const encounter = seeded.encounterId(0)

/**
 * The three requests of the page; each that a death leaves without an answer is handed to the next process. True where
 * the page was told that it is saved: offline from its content on, online when CARE has all of it.
 */
async function choose(page: Page, online: boolean): Promise<boolean> {
  const heard = await page.write(0, announce(encounter))
  const url = valueAt(heard?.body, '/signed_url')
  if (typeof url !== 'string') return false
  const put = () => page.do(0, (engine) => engine.putContent(url, { bytes, contentType: 'image/jpeg' }))
  const taken = (await put()) ?? (await put()) ?? (await put())
  if (taken?.status !== 200) return false
  const completed = await page.write(0, complete(String(valueAt(heard?.body, '/id'))))
  return !online || (completed?.status ?? 500) < 300
}

async function sync(page: Page, tablet: Tablet): Promise<void> {
  // More than the replay needs, with a death or two in between.
  for (let step = 0; step < 12; step += 1) {
    const report = await page.do(0, (engine) => engine.api.sync())
    const isDone = report?.ok && report.value.waiting === 0
    if (isDone) return
    await tablet.clock.advance(45_000)
  }
}

function completeFiles({ server }: Tablet): (number[] | undefined)[] {
  const files = server.store.all('files').filter(({ upload_completed }) => upload_completed)
  return files.map(({ file_type, internal_name }) => {
    const held = server.bucket.get(`/patient-bucket/${file_type}/${internal_name}`)
    return held && Array.from(held.bytes)
  })
}

/** `false`: nobody had to die any more. */
async function play(whileSaving: number[], whileSending: number[], online = false): Promise<boolean> {
  const tablet = createTablet({})
  const page = new Page(tablet)
  await page.signIn(0, 'nurse')
  tablet.setNetwork(online)
  const first = await tablet.life(0)
  tablet.kill(0, whileSaving)
  const isPromised = await choose(page, online)
  tablet.kill(0, [])
  tablet.makePeace()
  tablet.setNetwork(true)
  const second = await tablet.life(0)
  tablet.kill(0, whileSending)
  await sync(page, tablet)
  const hasDied = first.dead || second.dead
  tablet.makePeace()
  await sync(page, tablet)
  const held = completeFiles(tablet)
  tablet.close()
  const deaths = `deaths at ${whileSaving} and ${whileSending}`
  expect([deaths, tablet.violations]).toEqual([deaths, []])
  if (isPromised || held.length > 0) expect([deaths, held]).toEqual([deaths, [Array.from(bytes)]])
  return hasDied
}

const limitMs = 120_000

describe('[FI2] a process that dies at any call', () => {
  it('of the saving: promised is saved, and what is saved is saved whole', { timeout: limitMs }, async () => {
    let n = 1
    while (await play([n], [])) n += 1
    expect(n).toBeGreaterThan(20)
  })

  it('of the page’s own three steps, with the network there', { timeout: limitMs }, async () => {
    let n = 1
    while (await play([n], [], true)) n += 1
    expect(n).toBeGreaterThan(40)
  })

  it('of the sending, twice: one complete file', { timeout: limitMs }, async () => {
    let n = 1
    while (await play([], [n, 1 + ((n * 7) % 40)])) n += 1
    expect(n).toBeGreaterThan(40)
  })
})

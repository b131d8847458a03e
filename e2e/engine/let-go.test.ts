// What may be lost: passed on while CARE answers, let go when it does not, never kept.

import { afterEach, beforeEach, expect, it } from 'vitest'
import { post } from '../../shared/api-request.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

const seen = post('/api/v1/valueset/system-condition-code/add_recent_view/', {
  system: 'http://snomed.info/sct',
  code: '386661006',
  display: 'Fever',
  designation: [],
})
const said = { message: 'Not added to recent views, for CARE cannot be reached' }

let ward: WardTablet
beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
})
afterEach(() => ward.tablet.close())

it('[RD14] goes to CARE while CARE answers, and its words come back', async () => {
  const { answer, body } = await ward.ask(seen)
  expect(answer.status).toBe(200)
  expect(answer.headers).not.toHaveProperty('x-care-offline')
  expect(body).toEqual({ message: 'Code 386661006 added to recent views' })
  const unknown = post(seen.path, { system: 'http://snomed.info/sct', code: 'bad', display: 'Fever' })
  expect((await ward.ask(unknown)).answer.status).toBe(400)
})

it.each(['no network', 'a lost request', 'a portal', 'a busy server'])(
  '[RD14] %s: is let go with a calm answer that claims nothing, and never sent later',
  async (trouble) => {
    if (trouble === 'no network') ward.network.online = false
    const faults = {
      'a lost request': 'lose-request',
      'a portal': 'portal',
      'a busy server': 'busy',
    } as const
    ward.fault = () => faults[trouble as keyof typeof faults]
    const { answer, body } = await ward.ask(seen)
    expect(answer).toMatchObject({ status: 200, headers: { 'x-care-offline': 'let-go' } })
    expect(body).toEqual(said)
    expect(await ward.tablet.rows()).toEqual([])
    ward.network.online = true
    ward.fault = () => undefined
    const before = ward.network.sent.length
    await ward.drain()
    expect(ward.network.sent.slice(before).map(({ request }) => request.method)).not.toContain('POST')
  },
)

it('[RD14] a network that hangs does not hold the screen up', async () => {
  const honest = ward.network.respond
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  ward.network.respond = async (sent) => {
    await held
    return honest(sent)
  }
  const asking = ward.ask(seen)
  await settle()
  await ward.tablet.clock.advance(3_000)
  letGo()
  expect((await asking).body).toEqual(said)
})

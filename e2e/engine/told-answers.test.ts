// What pages are told of their own reads, by the real engine against the embedded API.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import { questionOf } from '../../shared/question.ts'
import { seeded } from '../care-api/seeded.ts'
import { encountersOf, patientOf, registration } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

const pid = seeded.patientId(0)
const asked = patientOf(pid)
const minutes = (n: number): number => n * 60_000
const days = (n: number): number => minutes(n * 24 * 60)

let ward: WardTablet

beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
})

afterEach(() => ward.tablet.close())

const told = () => ward.tablet.events.filter((event) => event.type === 'answered')
const lastTold = () => told().at(-1)

describe('what a page is told of its reads', () => {
  it('[PG20] each answer that is not the server’s, and once that the server answers again', async () => {
    const askedAtMs = ward.tablet.clock.now()
    await ward.ask(asked)
    await ward.ask(asked)
    expect(told().map(({ from }) => from)).toEqual(['server'])
    ward.network.online = false
    await ward.tablet.clock.advance(minutes(5))
    await ward.ask(asked)
    await ward.ask(asked)
    ward.network.online = true
    await ward.ask(asked)
    await ward.ask(asked)
    expect(told().map(({ from }) => from)).toEqual(['server', 'store', 'store', 'server'])
    expect(told()[1]).toEqual({
      ...{ type: 'answered', clientId: 'page', from: 'store', incomplete: false, fetchedAtMs: askedAtMs },
      ...{ question: questionOf(asked), path: asked.path, read: 'patient.detail', resource: 'patient' },
    })
  })

  it('[PG20] in the ids that the page used', async () => {
    ward.network.online = false
    const { body } = await ward.ask(registration('Temporary Name', '+919812345678'))
    const temporary = patientOf(String((body as { id: string }).id))
    await ward.ask(temporary)
    expect(lastTold()).toMatchObject({ from: 'store', path: temporary.path, question: questionOf(temporary) })
    ward.network.online = true
    await ward.drain()
    await ward.ask(temporary)
    expect(lastTold()).toMatchObject({ from: 'server', question: questionOf(temporary) })
  })

  it('[PG20] nothing of what was searched for', async () => {
    ward.network.online = false
    await ward.ask(post('/api/v1/patient/search/', { phone_number: '+919812345678' }))
    await ward.ask(get('/api/v1/users/', { limit: '50', offset: '0', search_text: 'Somebody' }))
    expect(told().map(({ from }) => from)).toEqual(['missed', 'missed'])
    expect(JSON.stringify(told())).not.toMatch(/9812345678|Somebody/)
  })

  it('[RD8] what is too old to be shown is told as missing, and what is new again is not', async () => {
    await ward.ask(asked)
    ward.network.online = false
    await ward.tablet.clock.advance(days(7))
    const old = (await ward.ask(asked)).answer
    expect([old.status, old.headers['x-care-stale'], lastTold()?.from]).toEqual([200, 'true', 'store'])
    await ward.tablet.clock.advance(minutes(1))
    expect((await ward.ask(asked)).answer.status).toBe(406)
    expect(lastTold()).toMatchObject({ from: 'missed', resource: 'patient', fetchedAtMs: null })
    ward.network.online = true
    await ward.ask(asked)
    expect(lastTold()).toMatchObject({ from: 'server' })
  })

  it('[RD8] a list is too old as soon as its policy says, whatever else is here', async () => {
    const list = encountersOf(pid)
    const policy = ward.tablet.engine.policies.matchRead(list)?.policy
    await ward.ask(list)
    ward.network.online = false
    await ward.tablet.clock.advance(policy?.maxAgeMs ?? 0)
    expect((await ward.ask(list)).answer.status).toBe(200)
    await ward.tablet.clock.advance(1)
    expect((await ward.ask(list)).answer.status).toBe(406)
  })
})

describe('what a page may ask before it needs it', () => {
  const available = async (request: ApiRequest) => {
    const result = await ward.tablet.engine.api.available(request)
    return result.ok ? result.value : result.failure
  }

  it('[PG26] whether a read would be answered here, as it then is, without asking anybody', async () => {
    const askedAtMs = ward.tablet.clock.now()
    await ward.ask(asked)
    const sent = ward.network.sent.length
    const told = ward.tablet.events.length
    expect(await available(asked)).toEqual({ isHere: true, fetchedAtMs: askedAtMs, isIncomplete: false })
    expect(await available(patientOf(seeded.patientId(31)))).toEqual({ isHere: false })
    expect(await available(get('/api/v1/no/such/route/'))).toEqual({ isHere: false })
    await ward.tablet.clock.advance(days(7) + 1)
    expect(await available(asked)).toEqual({ isHere: false })
    expect([ward.network.sent.length, ward.tablet.events.length]).toEqual([sent, told])
  })

  it('[PG26] also of what was made here, by the id that it has here', async () => {
    ward.network.online = false
    const { body } = await ward.ask(registration('Made Here', '+919812345678'))
    const temporary = patientOf(String((body as { id: string }).id))
    expect(await available(temporary)).toMatchObject({ isHere: true })
    ward.network.online = true
    await ward.drain()
    await ward.ask(temporary)
    ward.network.online = false
    expect(await available(temporary)).toMatchObject({ isHere: true })
    expect((await ward.ask(temporary)).answer.status).toBe(200)
  })
})

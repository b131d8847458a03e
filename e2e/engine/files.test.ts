// Files from the page to CARE's bucket and back: offline, half begun, with every answer lost, with the bucket away.

import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ApiRequest, post } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { valueAt } from '../../shared/json.ts'
import { silence } from '../../shared/testing/fake-network.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { seeded } from '../care-api/seeded.ts'
import {
  announce,
  archive,
  complete,
  type FileDesk,
  fileOf,
  filesOf,
  idIn,
  openFileDesk,
  photo,
} from './file-desk.ts'
import { admission, registration, vitals } from './forms.ts'

let desk: FileDesk
let { ward } = {} as FileDesk

beforeEach(async () => {
  desk = await openFileDesk()
  ward = desk.ward
})
afterEach(() => {
  vi.restoreAllMocks()
  ward.tablet.close()
})

const names = async (request = filesOf(desk.encounter)) => (await desk.rows(request)).map(({ name }) => name)
const bytesHeld = () => desk.held().map(({ bytes }) => bytes && Array.from(bytes))
const chosen = (bytes = photo()) => Array.from(bytes)
const writes = async () => {
  const list = await ward.tablet.engine.api.writes()
  if (!list.ok) throw new Error(list.failure.code)
  return list.value.writes
}
const isFinish = ({ path }: ApiRequest) => path.endsWith('/mark_upload_completed/')
const isForm = ({ path, method }: ApiRequest) => path === '/api/v1/files/' && method === 'POST'
const minutes = (n: number) => n * 60_000

describe('a file chosen with the network cut', () => {
  it('[FI1] is saved with its content, shown, opened, and sent with it', async () => {
    const id = await desk.offline(async () => {
      const chosenId = await desk.choose()
      expect(await names()).toEqual(['X-ray'])
      return chosenId
    })
    expect(isTemporaryId(id)).toBe(true)
    await ward.tablet.restart()
    await desk.offline(async () => {
      expect(await names()).toEqual(['X-ray'])
      const { body } = await ward.ask(fileOf(id))
      const url = idIn(body, '/read_signed_url')
      const opened = await ward.tablet.engine.readContent(url)
      expect([opened.status, opened.headers['content-type'], Array.from(opened.bytes ?? [])]).toEqual([
        200,
        'image/jpeg',
        chosen(),
      ])
    })
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
    expect(desk.held()[0]?.file).toMatchObject({ name: 'X-ray', associating_id: desk.encounter })
    expect(await names()).toEqual(['X-ray'])
    expect(await desk.offline(names)).toEqual(['X-ray'])
  })

  it('[FI8] leaves no bytes on the tablet once CARE has it', async () => {
    const id = await desk.offline(() => desk.choose())
    await ward.drain()
    expect((await ward.tablet.engine.readContent(`/api/v1/files/${id}/content/`)).status).toBe(406)
    const { body } = await desk.offline(() => ward.ask(fileOf(id)))
    expect([valueAt(body, '/name'), valueAt(body, '/read_signed_url')]).toEqual(['X-ray', null])
  })

  it('[RP6] of an encounter and a patient made offline: parents first, under the server’s ids', async () => {
    await desk.offline(async () => {
      const patient = idIn((await ward.ask(registration('Offline Asha'))).body)
      const encounter = idIn((await ward.ask(admission(patient))).body)
      await desk.choose(encounter)
      await desk.choose(patient, photo(500, 3), { file_type: 'patient', name: 'Letter' })
      expect(await names(filesOf(encounter))).toEqual(['X-ray'])
      expect(await names(filesOf(patient, 'patient'))).toEqual(['Letter'])
    })
    await ward.drain()
    const encounters = ward.api.store.all('encounters').map(({ id }) => id)
    const byName = (name: string) => desk.held().find(({ file }) => file.name === name)
    expect(encounters).toContain(byName('X-ray')?.file.associating_id)
    expect(Array.from(byName('Letter')?.bytes ?? [])).toEqual(chosen(photo(500, 3)))
    expect(desk.held()).toHaveLength(2)
  })

  it('two of one name are two files', async () => {
    await desk.offline(async () => {
      await desk.choose(desk.encounter, photo(100, 3))
      await ward.tablet.restart()
      ward.network.online = false
      await desk.choose(desk.encounter, photo(100, 5))
    })
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen(photo(100, 3)), chosen(photo(100, 5))])
  })

  it('[FI1] whose content never comes is nowhere, holds up nobody, and is forgotten after a day', async () => {
    const { answer, body } = await desk.offline(() => ward.ask(announce(desk.encounter)))
    expect(answer.status).toBe(202)
    expect((await ward.ask(complete(idIn(body)))).answer.status).toBe(406)
    expect(await desk.offline(names)).toEqual([])
    expect(await writes()).toEqual([])
    expect(await ward.drain()).toMatchObject({ waiting: 0, needAttention: 0 })
    await ward.tablet.clock.advance(minutes(24 * 60 + 1))
    await ward.tablet.engine.api.sync()
    const put = await desk.put(idIn(body, '/signed_url'), photo())
    expect([put?.status, put?.text]).toEqual([406, expect.stringContaining('does not expect this file')])
  })

  it('[RP8] the same bytes that come twice are one file', async () => {
    await desk.offline(async () => {
      const { body } = await ward.ask(announce(desk.encounter))
      const url = idIn(body, '/signed_url')
      expect((await desk.put(url, photo()))?.status).toBe(200)
      await ward.tablet.restart()
      expect((await desk.put(url, photo()))?.status).toBe(200)
      expect((await desk.put(url, photo(10)))?.status).toBe(406)
    })
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
  })

  it('[FI6] is seen, opened and sent by its user alone', async () => {
    const id = await desk.offline(() => desk.choose())
    const url = `/api/v1/files/${id}/content/`
    const other = await desk.offline(() => ward.ask(announce(desk.encounter)))
    await ward.signIn('doctor')
    expect((await ward.tablet.engine.readContent(url)).status).toBe(406)
    expect((await desk.put(idIn(other.body, '/signed_url'), photo()))?.status).toBe(406)
    expect(await names()).toEqual([])
    await ward.signIn('nurse')
    expect((await ward.tablet.engine.readContent(url)).status).toBe(200)
  })
})

describe('[FI2] each answer that can be lost', () => {
  const lost: [string, () => void][] = [
    ['of the form', () => loseOnce(isForm)],
    [
      'of the content',
      () => {
        const honest = ward.network.receive
        ward.network.receive = async (url, content) => {
          ward.network.receive = honest
          await honest(url, content)
          return silence
        }
      },
    ],
    ['of the completion', () => loseOnce(isFinish)],
  ]

  function loseOnce(isHit: (request: ApiRequest) => boolean): void {
    ward.fault = (request) => {
      if (!isHit(request)) return undefined
      ward.fault = () => undefined
      return 'lose-answer'
    }
  }

  it.each(lost)('the answer %s: one complete file, with its bytes', async (_, lose) => {
    await desk.offline(() => desk.choose())
    lose()
    await ward.drain()
    await ward.tablet.engine.api.checkConnection()
    await ward.tablet.clock.advance(minutes(2))
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
    expect(await names()).toEqual(['X-ray'])
  })

  it('a completion that was carried out is found, and is not sent again', async () => {
    await desk.offline(() => desk.choose())
    loseOnce(isFinish)
    await ward.drain()
    await ward.tablet.clock.advance(minutes(1))
    await ward.drain()
    expect(ward.sent('POST', '/mark_upload_completed/')).toBe(1)
  })
})

describe('the bucket cannot be reached', () => {
  it('[FI4] nobody else waits, no try is counted, and it is asked more and more rarely', async () => {
    await desk.offline(async () => {
      await desk.choose()
      await ward.ask(vitals(seeded.patientId(1), seeded.encounterId(1)))
    })
    desk.cutBucket(true)
    const report = await ward.tablet.engine.api.sync()
    expect(report).toMatchObject({ ok: true, value: { received: 1, waiting: 1, paused: null } })
    for (let hour = 0; hour < 12; hour += 1) {
      await ward.tablet.clock.advance(minutes(5))
      await ward.signIn('nurse')
      await ward.tablet.engine.api.sync()
    }
    const [row] = await ward.tablet.rows().then((rows) => rows.filter(({ type }) => type === 'upload_file'))
    expect(row).toMatchObject({ syncStatus: 'failed', retries: 0 })
    expect((await ward.tablet.engine.api.checkConnection()).ok).toBe(true)
    expect(ward.network.contents.length).toBeLessThan(15)
    desk.cutBucket(false)
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
  })

  it('[FI3] so long that the address runs out: another one is asked for', async () => {
    await desk.offline(() => desk.choose())
    desk.cutBucket(true)
    await ward.tablet.engine.api.sync()
    await ward.tablet.clock.advance(minutes(70))
    desk.cutBucket(false)
    await ward.signIn('nurse')
    await ward.drain()
    expect(ward.sent('POST', '/api/v1/files/')).toBe(2)
    expect(bytesHeld()).toEqual([chosen()])
  })

  it('[FI3] so long that CARE has forgotten the record: it begins anew', async () => {
    await desk.offline(() => desk.choose())
    ward.fault = (request) => (isFinish(request) ? 'lose-request' : undefined)
    await ward.drain()
    await ward.tablet.clock.advance(minutes(25 * 60))
    ward.fault = () => undefined
    await ward.signIn('nurse')
    await ward.tablet.engine.api.checkConnection()
    await ward.drain()
    await ward.tablet.clock.advance(minutes(2))
    await ward.drain()
    expect(ward.sent('POST', '/api/v1/files/')).toBe(2)
    expect(bytesHeld()).toEqual([chosen()])
  })

  it('[FI3] it refuses the address: another one is asked for', async () => {
    await desk.offline(() => desk.choose())
    const honest = ward.network.receive
    ward.network.receive = async (url, content) => {
      ward.network.receive = honest
      return honest(url.replace('X-Amz-Signature=', 'X-Amz-Signature=0'), content)
    }
    await ward.drain()
    expect(ward.sent('POST', '/api/v1/files/')).toBe(2)
    expect(bytesHeld()).toEqual([chosen()])
  })

  it('[FI10] a portal’s page in its place is no answer', async () => {
    await desk.offline(() => desk.choose())
    const honest = ward.network.receive
    ward.network.receive = () => ({ ...silence, kind: 'answer', ...portal })
    await ward.tablet.engine.api.sync()
    expect(desk.held()).toEqual([])
    ward.network.receive = honest
    await ward.tablet.engine.api.checkConnection()
    await ward.tablet.clock.advance(minutes(1))
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
  })
  const portal = {
    status: 200,
    contentType: 'text/html',
    redirected: false,
    retryAfter: null,
    text: '<html>Sign in</html>',
  }
})

describe('[FI11] content that takes long', () => {
  it('holds up nobody: what is saved meanwhile goes, whoever asks is answered, and it ends well', async () => {
    await desk.offline(() => desk.choose())
    const honest = ward.network.receive
    ward.network.receive = async (url, content) => {
      await ward.tablet.clock.timer(100_000).done
      return honest(url, content)
    }
    const { engine, clock } = ward.tablet
    const pass = async (ms: number) => {
      // The disk takes real time: it must be at rest before the clock moves.
      for (let i = 0; i < 40; i += 1) await settle()
      await clock.advance(ms)
      for (let i = 0; i < 40; i += 1) await settle()
    }
    const step = engine.api.sync()
    await pass(25_000)
    await desk.offline(() => ward.ask(vitals(seeded.patientId(1), seeded.encounterId(1))))
    await pass(10_000)
    expect(await step).toMatchObject({ ok: true, value: { more: true, paused: null } })
    expect(ward.count('responses')).toBe(1)
    expect(desk.held()).toEqual([])
    const next = engine.api.sync()
    await pass(10_000)
    expect(await next).toMatchObject({ ok: true, value: { more: true } })
    const last = engine.api.sync()
    await pass(10_000)
    await last
    await pass(60_000)
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
    expect(ward.network.contents).toHaveLength(1)
  })
})

describe('[FI5] begun with CARE, and then cut off', () => {
  const begin = async () => {
    const { body } = await ward.ask(announce(desk.encounter))
    expect(isTemporaryId(idIn(body))).toBe(false)
    return { id: idIn(body), url: idIn(body, '/signed_url') }
  }

  it('all goes well: the page and CARE do it alone', async () => {
    await desk.choose()
    expect(bytesHeld()).toEqual([chosen()])
    expect(await writes()).toMatchObject([{ syncStatus: 'success' }])
    expect(ward.sent('POST', '/api/v1/files/')).toBe(1)
  })

  it('before the content: it is kept here, shown, and goes on with the second step', async () => {
    const { id, url } = await begin()
    desk.cutBucket(true)
    expect((await desk.put(url, photo()))?.status).toBe(200)
    expect((await ward.ask(complete(id))).answer.status).toBe(202)
    expect(await names()).toEqual(['X-ray'])
    const { body } = await ward.ask(fileOf(id))
    expect(valueAt(body, '/upload_completed')).toBe(true)
    const opened = await ward.tablet.engine.readContent(idIn(body, '/read_signed_url'))
    expect(Array.from(opened.bytes ?? [])).toEqual(chosen())
    desk.cutBucket(false)
    await ward.tablet.restart()
    await ward.drain()
    expect(ward.sent('POST', '/api/v1/files/')).toBe(1)
    expect(bytesHeld()).toEqual([chosen()])
    expect(await names()).toEqual(['X-ray'])
  })

  it.each(['lose-request', 'lose-answer'] as const)(
    'before the completion (%s): 202, and one file',
    async (fault) => {
      const { id, url } = await begin()
      await desk.put(url, photo())
      ward.fault = (request) => (isFinish(request) ? fault : undefined)
      expect((await ward.ask(complete(id))).answer.status).toBe(202)
      expect(await desk.offline(names)).toEqual(['X-ray'])
      ward.fault = () => undefined
      await ward.tablet.engine.api.checkConnection()
      await ward.tablet.clock.advance(minutes(1))
      await ward.drain()
      expect(bytesHeld()).toEqual([chosen()])
      expect(ward.network.contents).toHaveLength(1)
      expect(await names()).toEqual(['X-ray'])
    },
  )

  it('[FI10] what is of no write passes by', async () => {
    expect(await desk.put('https://elsewhere.example/x', photo())).toBe(undefined)
    const { url } = await begin()
    expect(ward.tablet.engine.contentOrigins()).toEqual(new Set([new URL(url).origin]))
    await ward.tablet.restart()
    expect(ward.tablet.engine.contentOrigins()).toEqual(new Set([new URL(url).origin]))
  })

  it('[OB3] a refusal of the form goes to the form, and nothing is kept', async () => {
    const { answer } = await ward.ask(announce(seeded.encounterId(999)))
    expect(answer.status).toBe(404)
    expect(await writes()).toEqual([])
  })
})

describe('[FI7] room and size', () => {
  it('a file that is too large to wait here is told so, and goes where CARE can be reached', async () => {
    const large = new Uint8Array(20_000_001)
    const { body } = await desk.offline(() => ward.ask(announce(desk.encounter)))
    const put = await desk.offline(() => desk.put(idIn(body, '/signed_url'), large))
    expect([put?.status, put?.text]).toEqual([406, expect.stringContaining('at most 20.0 MB')])
    expect(await writes()).toEqual([])
    const begun = await ward.ask(announce(desk.encounter))
    expect((await desk.put(idIn(begun.body, '/signed_url'), large))?.status).toBe(200)
  })

  it('a full disk: stored reads make room first, then it is told in words', async () => {
    const { body } = await desk.offline(() => ward.ask(announce(desk.encounter)))
    const url = idIn(body, '/signed_url')
    const stores = IDBObjectStore.prototype
    const honest = stores.put
    vi.spyOn(stores, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'contents') throw new DOMException('no room', 'QuotaExceededError')
      return honest.apply(this, args)
    })
    const put = await desk.offline(() => desk.put(url, photo()))
    expect([put?.status, put?.text]).toEqual([406, expect.stringContaining('no room for this file')])
    expect((await desk.offline(() => ward.ask(filesOf(desk.encounter)))).answer.status).toBe(406)
    expect(await writes()).toEqual([])
    vi.restoreAllMocks()
    expect((await desk.offline(() => desk.put(url, photo())))?.status).toBe(200)
  })
})

describe('what people do with it', () => {
  it('[FI8] discarded: the row is kept apart with the reason, the bytes are not', async () => {
    const id = await desk.offline(() => desk.choose())
    const [write] = await writes()
    expect(write?.actions).not.toContain('edit')
    await ward.tablet.engine.api.discard(write?.id ?? '', 'Blurred', [])
    expect(await ward.tablet.withdrawn()).toMatchObject([{ reason: 'Blurred', write: { label: 'X-ray' } }])
    expect((await ward.tablet.engine.readContent(`/api/v1/files/${id}/content/`)).status).toBe(406)
    expect(await ward.drain()).toMatchObject({ waiting: 0 })
    expect(desk.held()).toEqual([])
  })

  it('[CA52] archived before it was sent: nothing is left to send', async () => {
    const id = await desk.offline(() => desk.choose())
    const { answer } = await desk.offline(() => ward.ask(archive(id)))
    expect(answer.status).toBe(200)
    await ward.drain()
    expect(ward.sent('POST', '/api/v1/files/')).toBe(0)
  })

  it('[CA52] archived while nobody knows whether CARE has it: both reach CARE', async () => {
    const id = await desk.offline(() => desk.choose())
    ward.fault = (request) => (isFinish(request) ? 'lose-request' : undefined)
    await ward.tablet.engine.api.sync()
    ward.fault = () => undefined
    await desk.offline(() => ward.ask(archive(id)))
    const [row] = await desk.offline(() => desk.rows(filesOf(desk.encounter)))
    expect(row).toMatchObject({ is_archived: true })
    await ward.tablet.engine.api.checkConnection()
    await ward.tablet.clock.advance(minutes(1))
    await ward.drain()
    expect(desk.held()[0]?.file).toMatchObject({ is_archived: true, archive_reason: 'Wrong patient' })
  })

  it('[RP9] refused at the sync: in CARE’s words', async () => {
    await desk.offline(() => desk.choose())
    ward.fault = (request) => (isForm(request) ? 'refuse' : undefined)
    expect(await ward.drain()).toMatchObject({ needAttention: 1 })
    expect(await writes()).toMatchObject([{ needsAttention: true, failure: { words: 'No' } }])
    ward.fault = () => undefined
    await ward.tablet.engine.api.retry('all')
    await ward.drain()
    expect(bytesHeld()).toEqual([chosen()])
  })

  it('[FI9] how far it is: a step of three, and its size', async () => {
    await desk.offline(() => desk.choose())
    expect(await writes()).toMatchObject([{ content: { bytes: 3_000, step: 1 } }])
    desk.cutBucket(true)
    await ward.tablet.engine.api.sync()
    expect(await writes()).toMatchObject([{ content: { bytes: 3_000, step: 2 } }])
    expect(ward.tablet.events).toContainEqual({ type: 'writes-changed', userId: seeded.users.nurse })
  })
})

describe('[CA51] a file inside a form', () => {
  const inline = (encounter: string) =>
    post('/api/v1/batch_requests/', {
      requests: [
        {
          url: '/api/v1/files/upload-file/',
          method: 'POST',
          reference_id: 'file',
          body: {
            encounter,
            name: 'Consent',
            original_name: 'consent.png',
            file_category: 'unspecified',
            file_data: 'iVBORw0KGgo=',
          },
        },
      ],
    })

  it('of an encounter made offline is shown, and sent once though its answer is lost', async () => {
    const encounter = await desk.offline(async () => {
      const patient = idIn((await ward.ask(registration('Offline Asha'))).body)
      const made = idIn((await ward.ask(admission(patient))).body)
      expect((await ward.ask(inline(made))).answer.status).toBe(202)
      expect(await names(filesOf(made))).toEqual(['Consent'])
      return made
    })
    ward.fault = ({ path }) => {
      if (!path.includes('batch_requests')) return undefined
      ward.fault = () => undefined
      return 'lose-answer'
    }
    await ward.drain()
    await ward.tablet.engine.api.checkConnection()
    await ward.tablet.clock.advance(minutes(1))
    await ward.drain()
    expect(desk.held().map(({ file }) => file.name)).toEqual(['Consent'])
    expect(await names(filesOf(encounter))).toEqual(['Consent'])
  })
})

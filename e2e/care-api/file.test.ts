// @vitest-environment node
// Files over real sockets: the API makes the record, the bytes go to a bucket on an origin of its own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ControlClient, createControlClient } from './control-client.ts'
import { seeded } from './seeded.ts'
import { type StartedCareApi, startCareApi } from './start-care-api.ts'

const origin = 'http://localhost:4173'
const associating_id = seeded.encounterId(0)
const subject = { file_type: 'encounter', file_category: 'unspecified', associating_id }
const scan = { ...subject, name: 'scan', original_name: 'scan.png', mime_type: 'image/png' }

let started: StartedCareApi
let control: ControlClient

beforeEach(async () => {
  started = await startCareApi({ port: 0, controlPort: 0 })
  control = createControlClient(started.controlUrl ?? '')
})
afterEach(() => started.close())

async function ask(method: string, path: string, body?: unknown) {
  const headers = {
    authorization: `Bearer ${started.api.tokens.issue(seeded.users.nurse, 'access')}`,
    'content-type': 'application/json',
  }
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const response = await fetch(`${started.url}/api/v1${path}`, init)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const listed = async () =>
  (await ask('GET', `/files/?file_type=encounter&associating_id=${associating_id}`)).body.count

const upload = (url: unknown, contentType = 'image/png') =>
  fetch(String(url), { method: 'PUT', body: 'bytes', headers: { 'content-type': contentType, origin } })

describe('an upload', () => {
  it('is written to the bucket, marked, and read back from there', async () => {
    const { body: made } = await ask('POST', '/files/', scan)
    expect(String(made.signed_url).startsWith(started.bucketUrl)).toBe(true)
    const put = await upload(made.signed_url)
    expect([put.status, put.headers.get('access-control-allow-origin')]).toEqual([200, origin])
    expect(await listed()).toBe(0)
    for (let time = 0; time < 2; time += 1) {
      expect((await ask('POST', `/files/${made.id}/mark_upload_completed/`)).status).toBe(200)
    }
    expect(await listed()).toBe(1)
    const { body } = await ask('GET', `/files/${made.id}/`)
    const read = await fetch(String(body.read_signed_url))
    expect([read.headers.get('content-type'), await read.text()]).toEqual(['image/png', 'bytes'])
  })

  it('is believed to be complete although nothing lies in the bucket', async () => {
    const { body: made } = await ask('POST', '/files/', scan)
    await ask('POST', `/files/${made.id}/mark_upload_completed/`)
    const { body } = await ask('GET', `/files/${made.id}/`)
    expect((await fetch(String(body.read_signed_url))).status).toBe(404)
  })

  it('may be repeated under its address: the bucket holds the last', async () => {
    const { body: made } = await ask('POST', '/files/', scan)
    expect([(await upload(made.signed_url)).status, (await upload(made.signed_url)).status]).toEqual([
      200, 200,
    ])
  })

  it('is gone when it was not completed within 24 hours', async () => {
    const { body: made } = await ask('POST', '/files/', scan)
    await control.passTime(23 * 3_600_000)
    expect((await ask('GET', `/files/${made.id}/`)).status).toBe(200)
    await control.passTime(2 * 3_600_000)
    expect((await ask('POST', `/files/${made.id}/mark_upload_completed/`)).status).toBe(404)
  })

  it('to a closed encounter is refused', async () => {
    const completed = { status: 'completed', encounter_class: 'imp', priority: 'routine' }
    await ask('PUT', `/encounter/${associating_id}/`, completed)
    expect(await ask('POST', '/files/', scan)).toEqual({ status: 403, body: { detail: 'Cannot View File' } })
    expect(await listed()).toBe(0)
  })
})

describe('the bucket', () => {
  const signed = async () => (await ask('POST', '/files/', scan)).body.signed_url

  it('refuses another content type than the one that was signed', async () => {
    const response = await upload(await signed(), 'image/jpeg')
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('SignatureDoesNotMatch')
  })

  it('refuses an address that was changed, and one for reading as one for writing', async () => {
    const url = String(await signed())
    expect((await upload(url.replace('Expires=3600', 'Expires=99999'))).status).toBe(403)
    expect((await fetch(url)).status).toBe(403)
  })

  it('refuses an address after 3600 seconds', async () => {
    const url = await signed()
    await control.passTime(3_600_000 - 60_000)
    expect((await upload(url)).status).toBe(200)
    await control.passTime(120_000)
    expect(await (await upload(url)).text()).toContain('Request has expired')
  })

  const preflight = (from: string) =>
    fetch(`${started.bucketUrl}/patient-bucket/x`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'PUT' },
    })

  it('has a CORS rule of its own', async () => {
    const allowed = await preflight(origin)
    expect(allowed.status).toBe(200)
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type')
    expect((await preflight('http://elsewhere.example')).status).toBe(403)
    await control.reset({ bucketOrigins: [] })
    expect((await preflight(origin)).status).toBe(403)
  })

  it('is hit by scripted faults, and its requests stand in the log', async () => {
    await control.addFault({ kind: 'drop-answer', method: 'PUT', path: '^/patient-bucket/', times: 1 })
    const url = await signed()
    await expect(upload(url)).rejects.toThrow()
    expect((await upload(url)).status).toBe(200)
    expect(await control.requests('PUT', /^\/patient-bucket\//)).toMatchObject([
      { status: null, fault: 'drop-answer', body: { bytes: 5 } },
      { status: 200, body: { bytes: 5 } },
    ])
  })

  it('can be out of reach while the API is not', async () => {
    await control.reset({ bucketReachable: false })
    await expect(upload(await signed())).rejects.toThrow()
  })
})

describe('a file in the body', () => {
  const inline = (bytes: Uint8Array, more: Record<string, unknown> = {}) =>
    ask('POST', '/files/upload-file/', {
      ...{ ...subject, name: 'note', original_name: 'note.txt' },
      file_data: Buffer.from(bytes).toString('base64'),
      ...more,
    })

  it('is complete at once, with the type that its bytes have', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2])
    const { status, body } = await inline(png, { mime_type: 'text/plain' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ upload_completed: true, mime_type: 'image/png', signed_url: null })
    const read = await fetch(String(body.read_signed_url))
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(png)
  })

  it('has 5 MB at most', async () => {
    expect((await inline(new Uint8Array(5 * 1024 * 1024).fill(65))).status).toBe(200)
    const { status, body } = await inline(new Uint8Array(5 * 1024 * 1024 + 1).fill(65))
    expect(status).toBe(400)
    expect(body).toEqual({
      errors: [{ type: 'validation_error', msg: 'File size exceeds the limit of 5.0MB' }],
    })
  })
})

// The bucket behind the files: objects in memory (gone after a restart, unlike the records), and signed
// addresses for one object, one method and, when writing, one content type. Knows nothing of records.
import { createHmac } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Settings } from './settings.ts'

interface StoredObject {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

type SignatureState = 'valid' | 'expired' | 'wrong'

export interface Bucket {
  /** Where it listens; set when it does. */
  origin: string
  signedPut(path: string, contentType: string): string
  signedGet(path: string, fileName: string): string
  /** `contentType` as the request has it: part of what is signed for a PUT. */
  inspect(method: string, url: URL, contentType: string | undefined): SignatureState
  put(path: string, object: StoredObject): void
  get(path: string): StoredObject | undefined
  clear(): void
}

const key = 'care-offline embedded bucket, for tests and demonstration only'
const lifeSeconds = 3600

export function createBucket(clock: Clock, settings: Settings): Bucket {
  const objects = new Map<string, StoredObject>()

  const signature = (method: string, path: string, query: URLSearchParams, contentType: string) => {
    const signed = new URLSearchParams(query)
    signed.delete('X-Amz-Signature')
    return createHmac('sha256', key)
      .update([method, path, signed.toString(), contentType].join('\n'))
      .digest('hex')
  }

  const sign = (method: string, path: string, contentType: string, first: [string, string][]) => {
    const headers = method === 'PUT' ? 'content-type;host' : 'host'
    const query = new URLSearchParams([
      ...first,
      ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Credential', 'embedded/ap-south-1/s3/aws4_request'],
      ['X-Amz-Date', amzDate(clock.nowMs())],
      ['X-Amz-Expires', String(lifeSeconds)],
      ['X-Amz-SignedHeaders', headers],
    ])
    query.append('X-Amz-Signature', signature(method, path, query, contentType))
    return `${bucket.origin}${path}?${query}`
  }

  const bucket: Bucket = {
    origin: 'http://localhost:9002',
    signedPut: (path, contentType) => sign('PUT', path, contentType, []),
    signedGet: (path, fileName) =>
      sign('GET', path, '', [['response-content-disposition', `inline; filename=${fileName}`]]),
    inspect(method, url, contentType) {
      const query = url.searchParams
      const signedType = method === 'PUT' ? (contentType ?? '') : ''
      const asked = method === 'HEAD' ? 'GET' : method
      const expected = signature(asked, url.pathname, query, signedType)
      if (query.get('X-Amz-Signature') !== expected) return 'wrong'
      const endsMs = parseAmzDate(query.get('X-Amz-Date')) + Number(query.get('X-Amz-Expires')) * 1000
      return clock.nowMs() > endsMs ? 'expired' : 'valid'
    },
    put(path, object) {
      if (!settings.bucketReachable) throw new Error('The bucket cannot be reached.')
      objects.set(path, object)
    },
    get: (path) => objects.get(path),
    clear: () => objects.clear(),
  }
  return bucket
}

/** `20261122T092239Z` */
const amzDate = (ms: number) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')

const parseAmzDate = (text: string | null) =>
  Date.parse((text ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

// `/files/`: the record of an upload, made before and completed after the bytes went to the bucket.
// Nobody looks into the bucket: a file is complete when the client says so.
import { json } from '../answer.ts'
import { newId } from '../ids.ts'
import { ordered, page } from '../paging.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { crash, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { bucketPath, renderFile, renderFileItem } from '../shapes/file.ts'
import { isObject, parse } from '../spec.ts'
import type { FileRow } from '../tables-clinical.ts'
import { archiveSpec, authorizeFile, extensionOf, fileSpec } from './file-spec.ts'

const incompleteMs = 24 * 3_600_000
const mostInlineBytes = 5 * 1024 * 1024

export function fileRoutes(context: Context): Route[] {
  const { store, clock, bucket } = context

  /** CARE does it once in a while; here it is done before each look at the files. */
  const dropIncomplete = () => {
    for (const file of store.all('files')) {
      const old = clock.nowMs() - Date.parse(file.created_date) > incompleteMs
      if (old && !file.upload_completed) store.put('files', { ...file, deleted: true })
    }
  }

  const make = (call: Call, sent: Record<string, unknown>, mime_type: string): FileRow => {
    const extension = extensionOf(String(sent.original_name))
    const seconds = Math.floor(clock.nowMs() / 1000)
    return store.put('files', {
      ...recordedNow(context, call),
      name: String(sent.name),
      original_name: String(sent.original_name),
      file_type: String(sent.file_type),
      file_category: String(sent.file_category),
      associating_id: String(sent.associating_id),
      mime_type,
      extension,
      internal_name: `${newId()}${seconds}${extension}`,
      upload_completed: false,
      is_archived: false,
      archive_reason: '',
      archived_by: null,
      archived_datetime: null,
    })
  }

  const create = (call: Call) => {
    const body = parse(fileSpec, call.body())
    authorizeFile(store, call.user, subjectOf(body), 'write')
    return json(renderFile(store, bucket, make(call, body, String(body.mime_type)), true))
  }

  /** CARE's forms send the encounter under its own name; the kind of content is looked up in the bytes. */
  const uploadInline = (call: Call) => {
    const body = call.body()
    if (!isObject(body)) throw crash()
    if (!body.original_name || !body.file_data) {
      throw ruleBroken("Missing required fields: 'original_name' or 'file_data'")
    }
    const bytes = new Uint8Array(Buffer.from(String(body.file_data), 'base64'))
    if (bytes.length > mostInlineBytes) throw ruleBroken('File size exceeds the limit of 5.0MB')
    const associating_id = body.associating_id ?? body.encounter
    const file_type = body.file_type ?? 'encounter'
    const sent = { file_category: 'unspecified', ...body, file_type, associating_id }
    const mime_type = typeOf(bytes)
    parse(fileSpec, { ...sent, mime_type })
    authorizeFile(store, call.user, subjectOf(sent), 'write')
    const file = make(call, sent, mime_type)
    try {
      bucket.put(bucketPath(file), { bytes, contentType: mime_type })
    } catch {
      throw ruleBroken('Failed to upload file to storage')
    }
    const completed = store.put('files', { ...file, upload_completed: true })
    return json(renderFile(store, bucket, completed, false))
  }

  const list = ({ query, user }: Call) => {
    dropIncomplete()
    const subject = { file_type: query.get('file_type'), associating_id: query.get('associating_id') }
    if (subject.file_type === null && subject.associating_id === null) throw crash()
    authorizeFile(store, user, subject, 'read')
    const categories = (query.get('file_category') ?? '').split(',').filter((each) => each !== '')
    const found = store
      .all('files')
      .filter((each) => each.upload_completed && each.file_type === subject.file_type)
      .filter((each) => each.associating_id === subject.associating_id)
      .filter((each) => (query.get('is_archived') ?? String(each.is_archived)) === String(each.is_archived))
      .filter((each) => categories.length === 0 || categories.includes(each.file_category))
    return json(page(query, ordered(found, query.get('ordering')), (each) => renderFileItem(store, each)))
  }

  const one = (call: Call, access: 'read' | 'write'): FileRow => {
    dropIncomplete()
    const file = seek(store, 'files', call.params.id)
    authorizeFile(store, call.user, file, access)
    return file
  }

  return [
    get('/api/v1/files/', list),
    post('/api/v1/files/', create),
    post('/api/v1/files/upload-file/', uploadInline),
    get('/api/v1/files/:id/', (call) => json(renderFile(store, bucket, one(call, 'read'), false))),
    post('/api/v1/files/:id/mark_upload_completed/', (call) => {
      const file = store.put('files', { ...one(call, 'write'), upload_completed: true })
      return json(renderFileItem(store, file))
    }),
    post('/api/v1/files/:id/archive/', (call) => {
      const file = one(call, 'write')
      const archive_reason = String(parse(archiveSpec, call.body()).archive_reason)
      const archived = store.put('files', {
        ...file,
        ...modifiedNow(context, call),
        is_archived: true,
        archive_reason,
        archived_by: call.user.id,
        archived_datetime: clock.stamp(),
      })
      return json(renderFileItem(store, archived))
    }),
  ]
}

const subjectOf = ({ file_type, associating_id }: Record<string, unknown>) => ({ file_type, associating_id })

const signatures: [string, string][] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['25504446', 'application/pdf'],
  ['4d5a', 'application/x-dosexec'],
]

function typeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  return signatures.find(([start]) => head.startsWith(start))?.[1] ?? 'text/plain'
}

// What a file may be called and be, and who may see it and add to it.
import { canWrite } from '../permissions.ts'
import { forbidden } from '../refusal.ts'
import { seek } from '../seek.ts'
import { all, model, required, rule } from '../spec.ts'
import { oneOf, text } from '../spec-types.ts'
import type { Store } from '../store.ts'
import type { UserRow } from '../tables.ts'
import { requireOpen } from './encounter-spec.ts'

const blocked = 'exe, msi, bat, cmd, dll, scr, reg, wsf, sh, sys, mst, pif, msp, com'.split(', ')

const office = 'application/vnd.openxmlformats-officedocument'
const allowedTypes = [
  ...['jpeg', 'png', 'gif', 'bmp', 'webp', 'svg+xml'].map((each) => `image/${each}`),
  ...['mp4', 'mpeg', 'x-msvideo', 'quicktime', 'x-ms-wmv', 'x-flv', 'webm'].map((each) => `video/${each}`),
  ...['mpeg', 'wav', 'aac', 'ogg', 'midi', 'x-midi', 'webm', 'mp4'].map((each) => `audio/${each}`),
  ...['text/plain', 'text/csv', 'application/rtf', 'application/msword', 'application/pdf'],
  ...['application/vnd.oasis.opendocument.text', 'application/vnd.ms-excel'],
  ...[`${office}.spreadsheetml.sheet`, `${office}.wordprocessingml.document`],
]

/** From the last point on; nothing where there is none. */
export const extensionOf = (fileName: string): string => /\.[^.]+$/.exec(fileName)?.[0].toLowerCase() ?? ''

function nameProblem(value: unknown): string | undefined {
  const name = String(value)
  if (name === '') return 'File name cannot be empty'
  if (!blocked.includes(extensionOf(name).slice(1))) return undefined
  return `File extension not allowed. Blocked extensions are: ${blocked.join(', ')}`
}

const fileTypes = ['patient', 'encounter', 'consent', 'diagnostic_report', 'service_request']

const common = {
  name: required(text()),
  original_name: required(all(text(), rule(nameProblem))),
  file_type: required(oneOf(...fileTypes)),
  file_category: required(
    oneOf(...['audio', 'xray', 'identity_proof', 'unspecified', 'discharge_summary', 'consent_attachment']),
  ),
  associating_id: required(text()),
}

export const fileSpec = model('FileUploadCreateSpec', {
  ...common,
  mime_type: required(
    all(
      text(),
      rule((value) => (allowedTypes.includes(String(value)) ? undefined : 'Invalid mime type')),
    ),
  ),
})

export const archiveSpec = model('ArchiveRequestSpec', { archive_reason: required(text()) })

/** 404 where the file's subject is not there; the same 403 for reading and writing. */
export function authorizeFile(
  store: Store,
  user: UserRow,
  { file_type, associating_id }: { file_type: unknown; associating_id: unknown },
  access: 'read' | 'write',
): void {
  const denied = forbidden('Cannot View File')
  if (file_type === 'patient') seek(store, 'patients', associating_id)
  else if (file_type === 'encounter') {
    const encounter = seek(store, 'encounters', associating_id)
    if (access === 'write') requireOpenFor(() => requireOpen(encounter, user), denied)
  } else if (file_type === 'consent') {
    const { encounter } = seek(store, 'consents', associating_id)
    if (access === 'write') {
      requireOpenFor(() => requireOpen(seek(store, 'encounters', encounter), user), denied)
    }
  } else if (file_type === 'service_request') seek(store, 'serviceRequests', associating_id)
  else throw denied
  if (!canWrite(user)) throw denied
}

function requireOpenFor(check: () => void, denied: Error): void {
  try {
    check()
  } catch {
    throw denied
  }
}

// What CARE refuses of a file's form, and how large a file may be.

import type { Json } from '../../json.ts'
import type { InvalidField } from '../../policy/write-policy.ts'
import { checkForm, type FormCheck, oneOf, required } from '../form-check.ts'
import { isLeftOut, textOf } from '../json-record.ts'
import { inlineForm } from './record.ts'

/** How large a file may be: alone, as it waits on this tablet, and inside a form. */
export const fileLimits = { mostBytes: 20_000_000, mostInlineBytes: 5 * 1024 * 1024 } as const

const blocked = 'exe msi bat cmd dll scr reg wsf sh sys mst pif msp com'.split(' ')
const fileTypes = ['patient', 'encounter', 'consent', 'diagnostic_report', 'service_request']

/** As CARE names them. */
const categories = [
  'audio',
  'xray',
  'identity_proof',
  'unspecified',
  'discharge_summary',
  'consent_attachment',
]

const office = 'application/vnd.openxmlformats-officedocument'
const mimeTypes = [
  ...['jpeg', 'png', 'gif', 'bmp', 'webp', 'svg+xml'].map((kind) => `image/${kind}`),
  ...['mp4', 'mpeg', 'x-msvideo', 'quicktime', 'x-ms-wmv', 'x-flv', 'webm'].map((kind) => `video/${kind}`),
  ...['mpeg', 'wav', 'aac', 'ogg', 'midi', 'x-midi', 'webm', 'mp4'].map((kind) => `audio/${kind}`),
  ...['text/plain', 'text/csv', 'application/rtf', 'application/msword', 'application/pdf'],
  ...['application/vnd.oasis.opendocument.text', 'application/vnd.ms-excel'],
  ...[`${office}.spreadsheetml.sheet`, `${office}.wordprocessingml.document`],
]

const noProgram: FormCheck = ({ original_name }) => {
  const [, extension = ''] = /\.([^.]+)$/.exec(textOf(original_name).toLowerCase()) ?? []
  return blocked.includes(extension)
    ? [{ at: ['original_name'], words: `Files of the kind .${extension} are not taken.` }]
    : []
}

const common: FormCheck[] = [
  required('name', 'Name'),
  required('original_name', 'File name'),
  noProgram,
  required('file_type', 'What the file belongs to'),
  oneOf('file_type', 'What the file belongs to', fileTypes),
  oneOf('file_category', 'Category', categories),
  required('associating_id', 'The record that the file belongs to'),
]

export const checkFileForm = (body: Json | undefined): InvalidField[] =>
  checkForm(body, [
    ...common,
    required('file_category', 'Category'),
    required('mime_type', 'The kind of the file'),
    oneOf('mime_type', 'The kind of the file', mimeTypes),
  ])

export const checkInlineForm = (body: Json | undefined): InvalidField[] =>
  checkForm(inlineForm(body), [...common, required('file_data', 'The file'), inlineSize])

const inlineSize: FormCheck = ({ file_data }) => {
  const bytes = isLeftOut(file_data) ? 0 : bytesIn(textOf(file_data))
  if (bytes <= fileLimits.mostInlineBytes) return []
  const words = `The file has ${(bytes / 1024 / 1024).toFixed(1)} MB. A file in a form may have at most 5 MB.`
  return [{ at: ['file_data'], words }]
}

/** Of a text in base64. */
const bytesIn = (text: string): number => Math.floor((text.replace(/=+$/, '').length * 3) / 4)

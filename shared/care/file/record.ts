// A file as CARE answers it: as a row of a list, and alone with the addresses of its content.

import type { Json, JsonObject } from '../../json.ts'
import { echoInstant } from '../instants.ts'
import { asObject, isLeftOut, pick, textOf } from '../json-record.ts'
import { userWithMeta } from '../people.ts'

const emptyFile: JsonObject = {
  id: '',
  name: '',
  file_type: '',
  file_category: 'unspecified',
  associating_id: '',
  archived_by: null,
  archived_datetime: null,
  upload_completed: true,
  is_archived: false,
  archive_reason: '',
  created_date: '',
  extension: '',
  uploaded_by: {},
  mime_type: '',
}

const itemFields = Object.keys(emptyFile)

export const fileItem = (file: JsonObject): JsonObject => ({ ...emptyFile, ...pick(file, itemFields) })

interface FileFacts {
  id: string
  me: Json | undefined
  userId: string
  /** ISO, in UTC. */
  now: string
}

/** From the last point on; nothing where there is none. */
const extensionOf = (fileName: string): string => /\.[^.]+$/.exec(fileName)?.[0].toLowerCase() ?? ''

/** The file of a form, as it will be when its content has come. */
export function newFile(form: JsonObject, { id, me, userId, now }: FileFacts): JsonObject {
  const given = pick(form, ['name', 'file_type', 'file_category', 'associating_id', 'mime_type'])
  return {
    ...emptyFile,
    ...given,
    id,
    created_date: echoInstant(now),
    extension: extensionOf(textOf(form.original_name)),
    uploaded_by: userWithMeta(me, userId),
  }
}

/** A form with its content in it names the encounter by itself, and leaves out what is usual. */
export const inlineForm = (body: Json | undefined): JsonObject => {
  const form = asObject(body)
  return {
    ...form,
    file_type: isLeftOut(form.file_type) ? 'encounter' : form.file_type,
    associating_id: (isLeftOut(form.associating_id) ? form.encounter : form.associating_id) ?? null,
  }
}

/** With the addresses of its content; `null` where it has none. */
export const withAddresses = (
  file: JsonObject,
  addresses: { signed_url?: string; read_signed_url?: string },
): JsonObject => ({ ...file, signed_url: null, read_signed_url: null, internal_name: '', ...addresses })

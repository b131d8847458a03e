// How a file looks: in lists and after an action, and with the addresses of its content.
import type { Bucket } from '../bucket.ts'
import type { Store } from '../store.ts'
import type { FileRow } from '../tables-clinical.ts'
import { nestedUserOf } from './user.ts'

export const renderFileItem = (store: Store, file: FileRow) => ({
  id: file.id,
  name: file.name,
  file_type: file.file_type,
  file_category: file.file_category,
  associating_id: file.associating_id,
  archived_by: file.archived_by === null ? null : nestedUserOf(store, file.archived_by),
  archived_datetime: file.archived_datetime,
  upload_completed: file.upload_completed,
  is_archived: file.is_archived,
  archive_reason: file.archive_reason,
  created_date: file.created_date,
  extension: file.extension,
  uploaded_by: nestedUserOf(store, file.created_by),
  mime_type: file.mime_type,
})

/** A new one has an address to write to, every other one an address to read from. */
export function renderFile(store: Store, bucket: Bucket, file: FileRow, isNew: boolean) {
  const path = bucketPath(file)
  return {
    ...renderFileItem(store, file),
    signed_url: isNew ? bucket.signedPut(path, file.mime_type) : null,
    read_signed_url: isNew ? null : bucket.signedGet(path, `${file.name}${file.extension}`),
    internal_name: file.internal_name,
  }
}

export const bucketPath = (file: FileRow) => `/patient-bucket/${file.file_type}/${file.internal_name}`

import { callApi } from '../request/call-api.ts'
import { HTTPError } from '../request/http-error.ts'
import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'

export const FILE_CATEGORIES = [
  'unspecified',
  'xray',
  'identity_proof',
  'discharge_summary',
  'consent_attachment',
  'audio',
] as const
export type FileCategory = (typeof FILE_CATEGORIES)[number]
export type FileSubject = 'patient' | 'encounter'

export interface FileItem {
  id: string
  name: string
  file_category: FileCategory
  extension: string
  mime_type: string
  is_archived: boolean
  archive_reason: string
  created_date: string
  uploaded_by: { username: string } | null
}

interface FileBody {
  name: string
  original_name: string
  file_type: FileSubject
  file_category: FileCategory
  associating_id: string
  mime_type: string
}

export const fileApi = {
  list: { path: '/api/v1/files/', method: 'GET', TRes: Type<Page<FileItem>>() },
  get: {
    path: '/api/v1/files/{id}/',
    method: 'GET',
    TRes: Type<FileItem & { read_signed_url: string | null }>(),
  },
  create: {
    path: '/api/v1/files/',
    method: 'POST',
    TBody: Type<FileBody>(),
    TRes: Type<FileItem & { signed_url: string }>(),
  },
  complete: { path: '/api/v1/files/{id}/mark_upload_completed/', method: 'POST', TRes: Type<FileItem>() },
  archive: {
    path: '/api/v1/files/{id}/archive/',
    method: 'POST',
    TBody: Type<{ archive_reason: string }>(),
    TRes: Type<FileItem>(),
  },
} satisfies Record<string, ApiRoute>

/** In CARE's own words: its screen of files numbers no pages. */
export const filesQuery = (file_type: FileSubject, associating_id: string) => ({
  queryKey: ['files', file_type, associating_id],
  queryFn: query(fileApi.list, {
    queryParams: { ordering: '-modified_date', file_type, associating_id, offset: 'NaN' },
  }),
  meta: { persist: true },
})

export interface Upload extends Pick<FileBody, 'name' | 'file_type' | 'file_category' | 'associating_id'> {
  file: File
}

/** CARE's three steps, as its own page takes them. */
export async function uploadFile({ file, ...form }: Upload): Promise<void> {
  const body = { ...form, original_name: file.name, mime_type: file.type }
  const { id, signed_url } = await callApi(fileApi.create, { body })
  await putFile(signed_url, file)
  await callApi(fileApi.complete, { pathParams: { id } })
}

function putFile(url: string, file: File): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('Content-Type', file.type)
    request.onload = () => {
      if (request.status === 200) resolve()
      else reject(new HTTPError(request.status, parsed(request.responseText), false))
    }
    request.onerror = () => reject(new Error('Network Error'))
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The content of a file, from wherever it is; null where it is not here. */
export async function openFile(id: string): Promise<Blob | null> {
  const { read_signed_url } = await callApi(fileApi.get, { pathParams: { id } })
  if (read_signed_url === null) return null
  const response = await fetch(read_signed_url).catch(() => null)
  return response?.ok ? response.blob() : null
}

// Files: announced, put into the bucket and completed as one write; with their content in the form; and archived.

import { minutes } from '../../policy/read-policy.ts'
import type { WritePolicy } from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { checkForm, required } from '../form-check.ts'
import { echoInstant } from '../instants.ts'
import { asObject, findRecord, objectsIn, textOf } from '../json-record.ts'
import { userWithMeta } from '../people.ts'
import { checkFileForm, checkInlineForm, fileLimits } from './form.ts'
import { probeArchived, probeCompletion, probeInline, probeUpload } from './probe.ts'
import { archivedFileAffects, newFileAffects } from './project.ts'
import { fileItem, inlineForm, newFile, withAddresses } from './record.ts'

const common = { version: 1, method: 'POST', resource: 'file' } as const

export const fileWrites: WritePolicy[] = [
  {
    ...common,
    key: 'file.create',
    type: 'upload_file',
    path: route('files/'),
    validate: ({ body }) => checkFileForm(body),
    creates: () => ['/id'],
    changes: () => [],
    needs: () => ({ me: asked.currentUser() }),
    normalize({ request }, { known, created, now, userId, contentUrl }) {
      const facts = { id: created['/id'] ?? '', me: known.me, userId, now }
      const file = newFile(asObject(request.body), facts)
      return withAddresses(file, contentUrl === undefined ? {} : { read_signed_url: contentUrl })
    },
    affects: newFileAffects,
    content: {
      path: route('files/{id}/content/'),
      mostBytes: fileLimits.mostBytes,
      // CARE signs it for an hour.
      addressLifeMs: minutes(55),
      type: (form) => textOf(asObject(form).mime_type),
      begun(answer) {
        const { id, signed_url } = asObject(answer)
        return typeof id === 'string' && typeof signed_url === 'string' ? { id, url: signed_url } : undefined
      },
      announced: (file, signed_url) => ({
        ...withAddresses(asObject(file), { signed_url }),
        upload_completed: false,
      }),
      finish: (id) => asked.completeUpload(id),
    },
    probe: probeUpload,
    label: ({ request }) => textOf(asObject(request.body).name),
  },
  {
    ...common,
    key: 'file.inline',
    type: 'upload_file',
    path: route('files/upload-file/'),
    validate: ({ body }) => checkInlineForm(body),
    creates: () => ['/id'],
    changes: () => [],
    needs: () => ({ me: asked.currentUser() }),
    normalize({ request }, { known, created, now, userId }) {
      const facts = { id: created['/id'] ?? '', me: known.me, userId, now }
      return withAddresses(newFile(inlineForm(request.body), facts), {})
    },
    affects: newFileAffects,
    probe: probeInline,
    label: ({ request }) => textOf(asObject(request.body).name),
  },
  {
    // Of an upload that this layer has not seen begin; else it goes with the write of its file.
    ...common,
    key: 'file.complete',
    type: 'complete_upload',
    path: route('files/{id}/mark_upload_completed/'),
    validate: () => [],
    creates: () => [],
    changes: ({ params }) => [params.id ?? ''],
    normalize: ({ params }) => fileItem({ id: params.id ?? '' }),
    affects: [],
    completes: ({ params }) => params.id ?? '',
    probe: probeCompletion,
    label: () => '',
  },
  {
    ...common,
    key: 'file.archive',
    type: 'archive_file',
    path: route('files/{id}/archive/'),
    validate: ({ body }) => checkForm(body, [required('archive_reason', 'Reason')]),
    creates: () => [],
    changes: ({ params }) => [params.id ?? ''],
    needs: ({ params }) => ({
      me: asked.currentUser(),
      file: asked.file(params.id ?? ''),
      lists: { every: 'file.list' },
    }),
    normalize({ request, params }, { known, now, userId }) {
      const lists = objectsIn(known.lists).map(({ answer }) => answer)
      return {
        ...fileItem(findRecord([known.file, ...lists], params.id) ?? { id: params.id ?? '' }),
        is_archived: true,
        archive_reason: textOf(asObject(request.body).archive_reason),
        archived_by: userWithMeta(known.me, userId),
        archived_datetime: echoInstant(now),
      }
    },
    affects: archivedFileAffects,
    takesBack: ({ params }) => [params.id ?? ''],
    probe: probeArchived,
    label({ params }, known) {
      const lists = objectsIn(known.lists).map(({ answer }) => answer)
      return textOf(findRecord([known.file, ...lists], params.id)?.name)
    },
  },
]

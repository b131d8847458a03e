// A questionnaire with a file in it: the content goes along in the batch.

import { valueAt } from '../../../../shared/json.ts'
import { fileOf, filesOf } from '../../file-desk.ts'
import { batch } from '../../structured-forms.ts'
import { encounterUpdates } from '../screens.ts'
import type { Workflow } from '../workflow.ts'
import { fileUpload } from './file-upload.ts'

const inline = (encounter: string) =>
  batch({
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
  })

const { goOn: _, ...upload } = fileUpload

export const structuredFile: Workflow = {
  ...upload,
  name: 'questionnaire: files (in the batch)',
  rules: '[CA45] [CA50] [CA51]',
  form: (_, { encounter = '' }) => inline(encounter),
  made: (told) => String(valueAt(told, '/results/0/data/id')),
  reads: ({ patient = '', encounter = '', made = '' }) => [
    ...encounterUpdates(patient, encounter),
    filesOf(encounter),
    fileOf(made),
  ],
  // CARE tells the kind by the content; nothing can be opened while it waits as a part of its form.
  onlyTheServerKnows: ['', 'data', 'results'].flatMap((at) => [`${at}.mime_type`, `${at}.read_signed_url`]),
  meanwhile: [
    {
      what: 'a file of the same name sent by another',
      by: (desk, { encounter = '' }) => desk.elsewhere(inline(encounter)),
      outcome: 'beside',
    },
    ...upload.meanwhile.slice(1),
  ],
}

// A file of a visit, chosen on its page: announced, put into the bucket, and completed.

import { valueAt } from '../../../../shared/json.ts'
import { announce, complete, fileOf, filesOf, photo } from '../../file-desk.ts'
import { notAllowed } from '../causes.ts'
import type { Desk } from '../desk.ts'
import { completed, encounterChange } from '../forms.ts'
import { aVisit } from '../grounds.ts'
import { encounterPage } from '../screens.ts'
import type { Workflow } from '../workflow.ts'

const idIn = (answer: unknown) => String(valueAt(answer as never, '/id'))

export const fileUpload: Workflow = {
  name: 'questionnaire: files (in three steps)',
  rules: '[FI1] [FI2] [CA50]',
  ground: aVisit,
  form: (_, { encounter = '' }) => announce(encounter),
  async goOn(desk, told) {
    await desk.put(String(valueAt(told, '/signed_url')), { bytes: photo(), contentType: 'image/jpeg' })
    return desk.ask(complete(idIn(told)))
  },
  made: idIn,
  reads: ({ encounter = '', made = '' }) => [encounterPage(encounter), filesOf(encounter), fileOf(made)],
  // Where the content lies is another place while it waits; in answer to the last step CARE names none.
  onlyTheServerKnows: ['.internal_name', '.signed_url', '.read_signed_url'],
  // The visit is closed after its files have come: it takes none then.
  async next(desk, { encounter = '' }) {
    const shown = await desk.get(encounterPage(encounter))
    return encounterChange(shown, completed(shown))
  },
  meanwhile: [
    {
      what: 'a file of the same name chosen by another',
      by: async (desk, { encounter = '' }) => chooseElsewhere(desk, encounter),
      outcome: 'beside',
    },
    {
      what: 'the visit closed by another',
      by: (desk, { encounter = '' }) => desk.change('encounters', encounter, { status: 'completed' }),
      outcome: 'refused',
    },
  ],
  refusal: notAllowed(/Cannot View File/),
}

const chooseElsewhere = async (desk: Desk, encounter: string) =>
  desk.elsewhere(complete(idIn(await desk.elsewhere(announce(encounter)))))

// What the tests of structured answers do and look at, over one tablet.

import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { admission, patientOf, registration } from './forms.ts'
import { type About, listOf, type Structured, structured } from './structured-forms.ts'
import type { WardTablet } from './ward-tablet.ts'

export const known: About = { patient: seeded.patientId(0), encounter: seeded.encounterId(0) }
export const kinds = Object.keys(structured) as Structured[]
export const at = (body: Json, pointer: string): string => String(valueAt(body, pointer))

export function createDesk(wardNow: () => WardTablet) {
  const rows = (kind: Structured) => wardNow().api.store.all(structured[kind].table)
  const writes = async () => {
    const listed = await wardNow().tablet.engine.api.writes()
    if (!listed.ok) throw new Error(listed.failure.code)
    return listed.value.writes
  }
  return {
    rows,
    fieldsOf: (kind: Structured) => rows(kind).map(({ fields }) => fields),
    /** Newest first. */
    writes,
    states: async () => (await writes()).map(({ syncStatus }) => syncStatus),
    shown: async (kind: Structured, about: About = known) =>
      valueAt((await wardNow().ask(listOf(kind, about))).body, '/results') as JsonObject[],

    /** A nurse who has seen the known patient and the lists of that encounter. */
    async beginShift() {
      const ward = wardNow()
      await ward.signIn('nurse')
      await ward.ask(patientOf(known.patient))
      for (const kind of kinds) await ward.ask(listOf(kind, known))
    },

    /** Patient and encounter, made with the network cut. */
    async newcomer(): Promise<About> {
      const ward = wardNow()
      ward.network.online = false
      const patient = at((await ward.ask(registration('Offline Asha'))).body, '/id')
      const encounter = at((await ward.ask(admission(patient))).body, '/id')
      return { patient, encounter }
    },

    async goOnline() {
      wardNow().network.online = true
      return wardNow().drain()
    },
  }
}

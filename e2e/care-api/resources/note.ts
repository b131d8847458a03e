// Threads of notes under a patient, and consents of an encounter.
import { json } from '../answer.ts'
import { ordered, page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek, seekOptional } from '../seek.ts'
import { userOf } from '../shapes/user.ts'
import { model, optional, parse, required } from '../spec.ts'
import { dateTime, oneOf, period, text, uuid } from '../spec-types.ts'
import type { Recorded } from '../tables.ts'
import type { ConsentRow } from '../tables-clinical.ts'
import { keptField } from './clinical-fields.ts'
import { requireOpen } from './encounter-spec.ts'

const threadSpec = model('NoteThreadCreateSpec', { title: required(text()), encounter: optional(uuid) })
const noteSpec = model('NoteMessageCreateSpec', { message: required(text()) })
const consentSpec = model('ConsentCreateSpec', {
  status: required(text()),
  category: required(text()),
  date: required(dateTime),
  period: optional(period),
  encounter: required(uuid),
  decision: required(oneOf('permit', 'deny')),
  note: optional(text()),
})

export function noteRoutes(context: Context): Route[] {
  const { store } = context
  const at = '/api/v1/patient/:patient'

  const patientOf = ({ params, user }: Call) => {
    const patient = seek(store, 'patients', params.patient)
    requireWrite(user, 'Permission denied to user')
    return patient
  }

  const render = <Row extends Recorded>(row: Row, shown: Record<string, unknown>) => ({
    id: row.id,
    ...shown,
    created_by: userOf(store, row.created_by),
    updated_by: userOf(store, row.updated_by),
    created_date: row.created_date,
    modified_date: row.modified_date,
  })

  const threads = (call: Call) => {
    const patient = patientOf(call)
    const encounter = call.query.get('encounter')
    const found = store
      .all('threads')
      .filter((each) => each.patient === patient.id && (encounter === null || each.encounter === encounter))
      .filter((each) => call.query.get('encounter_isnull') !== 'true' || each.encounter === null)
    return json(page(call.query, ordered(found, null), (each) => render(each, { title: each.title })))
  }

  const createThread = (call: Call) => {
    const patient = patientOf(call)
    const body = parse(threadSpec, call.body())
    const encounter = seekOptional(store, 'encounters', (body.encounter ?? null) as string | null)
    const thread = store.put('threads', {
      ...recordedNow(context, call),
      patient: patient.id,
      encounter: encounter?.id ?? null,
      title: String(body.title),
    })
    return json(render(thread, { title: thread.title }))
  }

  const threadOf = (call: Call) => {
    patientOf(call)
    return seek(store, 'threads', call.params.thread)
  }

  const notes = (call: Call) => {
    const thread = threadOf(call)
    const found = store.all('notes').filter((each) => each.thread === thread.id)
    const shown = (message: string) => ({ message, message_history: {} })
    return json(page(call.query, ordered(found, null), (each) => render(each, shown(each.message))))
  }

  const addNote = (call: Call) => {
    const thread = threadOf(call)
    const message = String(parse(noteSpec, call.body()).message)
    const note = store.put('notes', { ...recordedNow(context, call), thread: thread.id, message })
    return json(render(note, { message, message_history: {} }))
  }

  const renderConsent = ({ id, encounter, fields }: ConsentRow) => ({
    id,
    ...fields,
    encounter,
    source_attachments: [],
    verification_details: [],
  })

  const consents = (call: Call) => {
    const patient = patientOf(call)
    const encounter = call.query.get('encounter')
    const found = store
      .all('consents')
      .filter((each) => each.patient === patient.id && (encounter === null || each.encounter === encounter))
    return json(page(call.query, ordered(found, null), renderConsent))
  }

  const createConsent = (call: Call) => {
    patientOf(call)
    const body = parse(consentSpec, call.body())
    const encounter = seek(store, 'encounters', body.encounter)
    requireOpen(encounter, call.user)
    const { status, category, date, decision } = body
    const consent = store.put('consents', {
      ...recordedNow(context, call),
      patient: encounter.patient,
      encounter: encounter.id,
      fields: {
        ...{ status, category, decision },
        date: keptField(date),
        period: keptField(body.period ?? {}),
        note: body.note ?? null,
      },
    })
    return json(renderConsent(consent))
  }

  return [
    get(`${at}/thread/`, threads),
    post(`${at}/thread/`, createThread),
    get(`${at}/thread/:thread/note/`, notes),
    post(`${at}/thread/:thread/note/`, addNote),
    get(`${at}/consent/`, consents),
    post(`${at}/consent/`, createConsent),
  ]
}

// A key of our own on a registration, where the site has configured a unique identifier for it: the second copy is then
// refused, and the first is found by it. CARE checks without a lock, so registrations still go one at a time.

import type { ApiRequest } from '../../api-request.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import type { Probe, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import { judgeRecords } from '../probe-tools.ts'
import { sentIdentifiers } from './form.ts'
import { lookByFields } from './probe.ts'

export function withKey(request: ApiRequest, config: string, key: string): ApiRequest {
  if (!isObject(request.body)) return request
  const others = objectsIn(request.body.identifiers).filter(
    (identifier) => !sameId(identifier.config, config),
  )
  const identifiers: Json = [...others, { config, value: key }]
  return { ...request, body: { ...request.body, identifiers } }
}

/**
 * The one that carries the key is ours, whatever has become of it. Where none does, a copy may have been sent before
 * keys were used, or the search may keep it back: the fields are compared as well, and what is equal is left to a
 * person. What carries another key is another registration.
 */
export const probeByKey = (config: string): Probe =>
  function* (write, context) {
    const keyOf = (patient: JsonObject) =>
      sentIdentifiers(patient).find((identifier) => sameId(identifier.config, config))?.value
    const isOurs = (patient: JsonObject) => textOf(keyOf(patient)) === context.writeId
    const search = asObject(yield asked.patientsByIdentifier(config, context.writeId))
    const marked = objectsIn(search.results).filter(isOurs)
    if (marked.length > 0) return oneOf(marked)
    const seen = yield* lookByFields(write, context)
    if (!seen) return { unsure: [] }
    const keptBack = [...seen.equal, ...seen.alike].filter(isOurs)
    if (keptBack.length > 0) return oneOf(keptBack)
    const [equal, alike] = [seen.equal, seen.alike].map((records) =>
      records.filter((patient) => keyOf(patient) === undefined),
    )
    const judged = judgeRecords(equal ?? [], alike ?? [], context)
    return 'found' in judged ? { unsure: [textOf(asObject(judged.found).id)] } : judged
  }

/** Several carry it where copies of the request raced each other. */
function oneOf(patients: JsonObject[]): ProbeResult {
  const ids = [...new Set(patients.map(({ id }) => textOf(id)))]
  const [patient] = patients
  return patient && ids.length === 1 ? { found: patient } : { unsure: ids }
}

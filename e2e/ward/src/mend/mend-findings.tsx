import { type Chosen, FindingsForm } from '../finding/findings-form.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import { codingOf, detailOf, FINDING_KINDS, type Finding, findingRequest } from '../resources/finding.ts'
import type { SubRequest } from '../resources/questionnaire.ts'
import { EncounterChoice, useOpenEncounters } from './encounter-choice.tsx'
import type { MendProps } from './mend-props.ts'

/** `id` only where the item changes one on record. */
type Datapoint = Omit<Finding, 'id'> & { id?: string; encounter: string }
type Payload = { requests: (SubRequest & { body: { datapoints: Datapoint[] } })[] }

export function MendFindings({ payload, saving, save, cancel }: MendProps<Payload>) {
  const patientId = payload.requests[0]?.url.match(/patient\/([^/]+)\//)?.[1] ?? ''
  const encounters = useOpenEncounters(patientId, payload.requests[0]?.body.datapoints[0]?.encounter ?? '')
  const given = new Map(payload.requests.map((each) => [each.reference_id, each.body.datapoints[0]]))
  const initial: Chosen = Object.fromEntries(
    FINDING_KINDS.flatMap((kind) => {
      const point = given.get(kind)
      const coding = point && codingOf({ id: '', ...point })
      return point && coding ? [[kind, { coding, detail: detailOf({ id: '', ...point }) ?? '' }]] : []
    }),
  )

  function submit(chosen: Chosen) {
    const requests = FINDING_KINDS.flatMap((kind) => {
      const choice = chosen[kind]
      if (!choice) return []
      const id = given.get(kind)?.id
      const known = id === undefined ? undefined : { id }
      return [findingRequest(kind, patientId, encounters.id, { ...choice, known })]
    })
    save({ requests })
  }

  return (
    <>
      <PatientLine patientId={patientId} />
      <EncounterChoice patientId={patientId} choice={encounters} />
      <FindingsForm
        initial={initial}
        saving={saving || encounters.id === ''}
        onSubmit={submit}
        onCancel={cancel}
      />
    </>
  )
}

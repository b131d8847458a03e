// Plays what CARE's screens were seen to ask and send, about the records of the seeded ward.

import { type ApiRequest, targetOf } from '../../shared/api-request.ts'
import { type Json, parseJson, valueAt } from '../../shared/json.ts'
import { misfits, type Shape } from '../../shared/testing/answer-shape.ts'
import { careAnswers } from '../../shared/testing/care-answers.ts'
import {
  about,
  flows,
  type Observed,
  type Places,
  screens,
  seenIds,
} from '../../shared/testing/observed-screens.ts'
import { seeded } from '../care-api/seeded.ts'
import type { WardTablet } from './ward-tablet.ts'

const shapes: Record<string, Shape> = careAnswers

interface Heard {
  request: ApiRequest
  status: number
  body: Json
}

/** What the recorded bodies and queries say, and what the seeded ward has in its place. */
export interface Scene extends Places {
  phone: string
  yearOfBirth: string
  /** The slot that a moved appointment gets. */
  otherSlotId: string
}

const said: readonly (readonly [string, (scene: Scene) => string])[] = [
  [seenIds.facilityId, ({ facilityId }) => facilityId],
  [seenIds.patientId, ({ patientId }) => patientId],
  [seenIds.encounterId, ({ encounterId }) => encounterId],
  [seenIds.practitionerId, ({ practitionerId }) => practitionerId],
  ['"98f16"', ({ patientId }) => `"${patientId.slice(0, 5)}"`],
  ['+919763742693', ({ phone }) => phone],
  ['"1989"', ({ yearOfBirth }) => `"${yearOfBirth}"`],
  ['fbd09085-b548-4b62-9b25-461166bd7a30', ({ otherSlotId }) => otherSlotId],
  ['79b0978d-8c5a-43b9-9355-2024d22c7814', () => seeded.districtId],
  ['19b41cd5-dfdf-4df6-ad13-d8ab29ed2f1d', () => seeded.departments.medicine],
  ['122efeac-9aeb-4767-af07-0996c41d5e6f', () => seeded.identifierConfigs.phone],
  ['a1ff00fd-6834-4886-9039-0213a726de71', () => seeded.users.nurse],
  ['dcd0d622-fccc-4a4d-97ab-8e17b4901ae9', () => seeded.roles.nurse],
  ['offline-vitals', () => seeded.questionnaires.vitals.slug],
  ['Offline vitals', () => 'Vitals'],
  ['2c04ea7d-d9b2-4013-94a7-afb1b9b15bce', () => seeded.questionnaires.vitals.id],
  ['11111111-1111-4111-8111-111111111111', () => seeded.vitals.temperature],
  ['22222222-2222-4222-8222-222222222222', () => seeded.vitals.note],
  [',{"question_id":"33333333-3333-4333-8333-333333333333","values":[{"value":"true"}]}', () => ''],
]

/** Holds every answer that it hears to the table of CARE's answers. Names of ours begin with `offline_`. */
export function watchShapes(wardNow: () => WardTablet) {
  const misfitting: string[] = []
  const fitting = new Set<string>()
  return {
    misfitting,
    /** Keys of the reads whose answers were held to the table. */
    fitting,
    onAnswer({ request, status, body }: Heard): void {
      const key = status === 200 ? wardNow().tablet.engine.policies.matchRead(request)?.policy.key : undefined
      const shape = key === undefined ? undefined : shapes[key]
      if (key === undefined || !shape) return
      fitting.add(key)
      const wrong = misfits(body, shape).filter((where) => !where.includes('/offline_'))
      misfitting.push(...wrong.map((where) => `${key}${where}`))
    },
  }
}

/** Which of the scene's records a flow makes. */
const makes: Record<string, keyof Places> = {
  registerPatient: 'patientId',
  createEncounter: 'encounterId',
  createResourceRequest: 'resourceId',
  bookAppointment: 'appointmentId',
  rescheduleAppointment: 'appointmentId',
}

/** `onAnswer` hears every answer. */
export function createObservedDesk(
  wardNow: () => WardTablet,
  scene: Scene,
  onAnswer: (heard: Heard) => void = () => undefined,
) {
  const inThisWard = (request: ApiRequest): ApiRequest => {
    const text = said.reduce(
      (words, [seen, here]) => words.replaceAll(seen, here(scene)),
      JSON.stringify(about(scene, request)),
    )
    return parseJson(text) as unknown as ApiRequest
  }
  const everything = [...flows, ...screens]

  return {
    scene,
    inThisWard,
    /** All of a flow or a screen, in order; tells what was not answered as the screens were, in their words. */
    async play(name: string, isRepeated: (observed: Observed) => boolean = () => false): Promise<string[]> {
      const missed: string[] = []
      for (const observed of everything.find((screen) => screen.name === name)?.requests ?? []) {
        if (isRepeated(observed)) continue
        const request = inThisWard(observed.request)
        const { answer, body } = await wardNow().ask(request)
        onAnswer({ request, status: answer.status, body })
        const isSaved = observed.kind === 'write' && answer.status === 202
        if (answer.status !== observed.status && !isSaved) {
          missed.push(`${answer.status} ${observed.request.method} ${targetOf(observed.request)}`)
        }
        const made = observed.kind === 'write' ? makes[name] : undefined
        if (made) scene[made] = String(valueAt(body, '/id'))
      }
      return missed
    },
  }
}

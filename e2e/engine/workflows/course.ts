// One history of a workflow at one desk: its steps, what the screens then show, and what the server then holds.

import type { ApiRequest } from '../../../shared/api-request.ts'
import type { WriteSummary } from '../../../shared/bridge/engine-api.ts'
import { idsInRequest, replaceIds } from '../../../shared/ids/replace-ids.ts'
import type { Json } from '../../../shared/json.ts'
import { bystander } from './bystander.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Effect, effectOf, inCommonWords } from './effect.ts'
import type { Ids, Workflow } from './workflow.ts'

/** `meanwhile N`: what the workflow's Nth colleague does. */
export type Step = 'ground' | 'form' | 'next' | 'bystander' | 'bring' | 'relieve' | `meanwhile ${number}`

/** Stands for the records that are not made yet. */
const nobody = 'ffffffff-ffff-4fff-bfff-ffffffffffff'
const nobodyAtAll: Ids = new Proxy({}, { get: () => nobody })

export interface Course {
  desk: Desk
  /** Does these, one after the other; the status that the last of them was answered with, if it was a form. */
  play(...steps: Step[]): Promise<number>
  /** What the screens show, as the page is told it. */
  reads(): Promise<Json[]>
  /** The same in the server's ids. */
  readsInServerIds(): Promise<Json[]>
  /** What the server itself says to the same questions. */
  serverSays(): Promise<Json[]>
  /** An answer in words that another history of the same workflow has too. */
  common(answer: Json): Json
  /** What the form was answered with. */
  answer(): Json
  effect(): Effect
  /** What the sync page lists, newest first. */
  writes(): Promise<WriteSummary[]>
  /** The one that waits for a person. */
  held(): Promise<string>
  close(): void
}

export async function begin(workflow: Workflow): Promise<Course> {
  const desk = await openDesk()
  const seed = idsOfSeed(desk)
  let ids: Ids = {}
  let answer: Json = null
  let names: ReadonlyMap<string, string> = new Map()

  async function writes(): Promise<WriteSummary[]> {
    const listed = await desk.ward.tablet.engine.api.writes()
    if (!listed.ok) throw new Error(listed.failure.code)
    return listed.value.writes
  }
  const inServerIds = async () => replaceIds({ ...ids }, await desk.serverIds())
  const readsFor = (made: Ids) => workflow.reads({ ...made, made: made.made ?? nobody }, desk)
  const isAskable = (request: ApiRequest) => !idsInRequest(request).includes(nobody)
  async function send(request: ApiRequest, goOn?: Workflow['goOn']): Promise<number> {
    const told = await desk.ask(request)
    const { status, body } = (told.status < 300 && (await goOn?.(desk, told.body))) || told
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)} for ${JSON.stringify(request)}`)
    answer = body
    return status
  }

  const steps: Record<Exclude<Step, `meanwhile ${number}`>, () => Promise<unknown>> = {
    async ground() {
      ids = await workflow.ground(desk)
      // The screens that the form is opened from.
      for (const request of readsFor(ids).filter(isAskable)) await desk.ask(request)
    },
    async form() {
      const status = await send(await workflow.form(desk, ids), workflow.goOn)
      ids = { ...ids, made: workflow.made?.(answer) ?? Object.values(ids)[0] ?? nobody }
      return status
    },
    async next() {
      const before = answer
      const status = await send(await workflow.next(desk, ids))
      answer = before
      return status
    },
    bystander: async () => send(bystander()),
    bring: async () => workflow.refusal.bring(desk, await inServerIds()),
    relieve: async () => workflow.refusal.relieve(desk, await inServerIds()),
  }
  /** Each record has one name, in the words of the page and in the server's. */
  const nameIds = async () => {
    names = new Map([...seed, ...namesOf(desk, await inServerIds()), ...namesOf(desk, ids)])
  }
  // What stands on the screens before anything is made: the boards of the house.
  for (const request of workflow.reads(nobodyAtAll, desk).filter(isAskable)) await desk.ask(request)
  return {
    desk,
    async play(...names) {
      let status = 0
      for (const name of names) {
        const colleague = workflow.meanwhile[Number(name.replace('meanwhile ', ''))]
        const done = await (colleague
          ? colleague.by(desk, await inServerIds())
          : steps[name as Exclude<Step, `meanwhile ${number}`>]())
        status = typeof done === 'number' ? done : 0
      }
      await nameIds()
      return status
    },
    async reads() {
      await nameIds()
      const shown: Json[] = []
      for (const request of readsFor(ids)) shown.push((await desk.ask(request)).body)
      return shown
    },
    async readsInServerIds() {
      const shown: Json[] = []
      for (const request of readsFor(await inServerIds())) shown.push((await desk.ask(request)).body)
      return shown
    },
    async serverSays() {
      const told: Json[] = []
      for (const request of readsFor(await inServerIds())) told.push(await desk.atServer(request))
      return told
    },
    common: (value) => inCommonWords(value, names),
    answer: () => answer,
    effect: () => effectOf(desk),
    writes,
    held: async () => (await writes()).find(({ actions }) => actions.length > 0)?.id ?? '',
    close: () => desk.ward.tablet.close(),
  }
}

function namesOf(desk: Desk, ids: Ids): [string, string][] {
  return [
    ...desk.slots.map((id, index): [string, string] => [id, `<slot ${index}>`]),
    ...Object.entries(ids).map(([part, id]): [string, string] => [id, `<${part}>`]),
  ]
}

let seedIds: [string, string][] | undefined

/** What the house began with has the same ids at every desk. */
function idsOfSeed(desk: Desk): [string, string][] {
  const found = () => JSON.stringify(desk.before).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  seedIds ??= [...new Set(found())].map((id) => [id, id])
  return seedIds
}

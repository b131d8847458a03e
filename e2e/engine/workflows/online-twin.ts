// What comes of a history with the network there all the time: that the others must come to. One that begins like another
// goes on from where that stands, and tells what there was at each step of its way.

import type { Json } from '../../../shared/json.ts'
import { begin, type Course, type Step } from './course.ts'
import type { Effect } from './effect.ts'
import type { Workflow } from './workflow.ts'

interface Twin {
  effect: Effect
  reads: Json[]
  answer: Json
}

interface Line {
  course: Course
  /** What it has done so far. */
  steps: Step[]
}

/** Of one workflow, with reads or without. */
interface Played {
  twins: Map<string, Twin>
  lines: Line[]
}

const played = new Map<string, Played>()

/** With what the screens show then. */
export const onlineTwin = (workflow: Workflow, ...steps: Step[]): Promise<Twin> =>
  twinOf(`${workflow.name}, with reads`, workflow, steps)

/** Only what is on the server then. */
export const onlineEffect = (workflow: Workflow, ...steps: Step[]): Promise<Twin> =>
  twinOf(workflow.name, { ...workflow, reads: () => [] }, steps)

/** The same where the ground was made without network: a form may have taken it back, and nothing is left of both. */
export function onlineTwinOfOffline(workflow: Workflow, ...steps: Step[]) {
  const { takesBackTo: ground, name } = workflow
  if (!ground) return onlineTwin(workflow, ...steps)
  const left = { ...workflow, name: `${name}, taken back`, ground }
  return onlineEffect(left, ...steps.filter((step) => step !== 'form'))
}

async function twinOf(name: string, workflow: Workflow, steps: Step[]): Promise<Twin> {
  const { twins, lines } = played.get(name) ?? { twins: new Map<string, Twin>(), lines: [] }
  played.set(name, { twins, lines })
  const known = twins.get(steps.join())
  if (known) return known
  const line = lines.find(({ steps: done }) => isBeginOf(done, steps)) ?? {
    course: await begin(workflow),
    steps: [],
  }
  if (line.steps.length === 0) lines.push(line)
  const { course } = line
  for (const step of steps.slice(line.steps.length)) {
    await course.play(step)
    line.steps.push(step)
    const reads = (await course.reads()).map(course.common)
    const twin = { effect: course.effect(), reads, answer: course.common(course.answer()) }
    twins.set(line.steps.join(), twin)
  }
  const twin = twins.get(steps.join())
  if (!twin) throw new Error('a history without steps')
  return twin
}

const isBeginOf = (done: Step[], steps: Step[]): boolean =>
  done.length < steps.length && done.every((step, index) => step === steps[index])

export function closeTwins(): void {
  for (const { lines } of played.values()) for (const { course } of lines) course.close()
  played.clear()
}

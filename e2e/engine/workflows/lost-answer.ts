// Replay: the request or its answer is lost, on the open form or at the sync, and one effect comes of it.

import { expect } from 'vitest'
import { carePolicies } from '../../../shared/care/index.ts'
import { createPolicies } from '../../../shared/policy/policies.ts'
import { inColumn } from './column.ts'
import type { Course } from './course.ts'
import { onlineTwin } from './online-twin.ts'
import { cleared } from './outcome.ts'
import { expectSame } from './same-answer.ts'

export const lostAnswer = inColumn('lost answer', '[RP7] [OB2]')
const policies = createPolicies(carePolicies)

/** Of the next write, once. */
function lose(course: Course, what: 'lose-answer' | 'lose-request'): () => boolean {
  let lost = false
  course.desk.ward.fault = (request) => {
    if (lost || !policies.matchWrite(request)) return undefined
    lost = true
    return what
  }
  return () => lost
}

for (const what of ['lose-answer', 'lose-request'] as const)
  for (const when of ['on the open form', 'at the sync'] as const)
    lostAnswer.test(
      `${what === 'lose-answer' ? 'the answer' : 'the request'} lost ${when}`,
      async (workflow, start) => {
        const twin = await onlineTwin(workflow, 'ground', 'form')
        const course = await start()
        const { ward, setOnline } = course.desk
        await course.play('ground')
        setOnline(when === 'on the open form')
        if (when === 'at the sync') await course.play('form')
        setOnline(true)
        const isLost = lose(course, what)
        if (when === 'on the open form') expect(await course.play('form')).toBe(202)
        await ward.drain()
        expect(isLost()).toBe(true)
        // The page's probe finds the server again.
        await ward.tablet.clock.advance(60_000)
        expect(await ward.drain()).toMatchObject(cleared)
        expect(course.effect()).toEqual(twin.effect)
        expectSame((await course.reads()).map(course.common), twin.reads)
      },
    )

// The server says no at the sync: a person is told in its words, nothing of the form is there, what hangs on it waits and
// the rest goes on; and once the cause is gone, or a person has given the form up, all is well.

import { expect } from 'vitest'
import { inColumn } from './column.ts'
import type { Course, Step } from './course.ts'
import { onlineEffect } from './online-twin.ts'
import { cleared } from './outcome.ts'
import type { Workflow } from './workflow.ts'

export const refusal = inColumn('refusal at sync', '[RP9] [ED3]')

const isFree = ({ nextWithoutIt }: Workflow): boolean => nextWithoutIt === 'free'

/** What goes out whatever becomes of the form, and then the cause. */
const withoutForm = (workflow: Workflow): Step[] =>
  isFree(workflow) ? ['ground', 'next', 'bystander', 'bring'] : ['ground', 'bystander', 'bring']

async function refuse(workflow: Workflow, course: Course): Promise<string> {
  const twin = await onlineEffect(workflow, ...withoutForm(workflow))
  await course.play('ground')
  course.desk.setOnline(false)
  await course.play('form', 'next', 'bystander', 'bring')
  course.desk.setOnline(true)
  const report = await course.desk.ward.drain()
  expect(report.needAttention).toBe(1)
  expect(course.effect().rows).toEqual(twin.effect.rows)
  const [bystander, next, form] = await course.writes()
  expect(form).toMatchObject({
    syncStatus: 'failed',
    needsAttention: true,
    failure: { code: 'refused', words: expect.stringMatching(workflow.refusal.words) },
  })
  expect([next?.syncStatus, bystander?.syncStatus]).toEqual([
    isFree(workflow) ? 'success' : 'blocked',
    'success',
  ])
  return form?.id ?? ''
}

refusal.test('the cause is taken away, and it is tried again', async (workflow, start) => {
  const course = await start()
  await refuse(workflow, course)
  await course.play('relieve')
  const retried = await course.desk.ward.tablet.engine.api.retry('all')
  expect(retried).toEqual({ ok: true, value: 1 })
  expect(await course.desk.ward.drain()).toMatchObject(cleared)
  const rest: Step[] = isFree(workflow) ? ['form'] : ['form', 'next']
  const twin = await onlineEffect(workflow, ...withoutForm(workflow), 'relieve', ...rest)
  expect(course.effect()).toEqual(twin.effect)
})

refusal.test('a person gives it up', async (workflow, start) => {
  const course = await start()
  const id = await refuse(workflow, course)
  const { api } = course.desk.ward.tablet.engine
  const asked = await api.discard(id, 'not needed', [])
  if (!asked.ok) throw new Error(asked.failure.code)
  const needs = asked.value.done ? [] : asked.value.needs.map((write) => write.id)
  if (needs.length > 0)
    expect(await api.discard(id, 'not needed', needs)).toEqual({ ok: true, value: { done: true } })
  await course.play('relieve')
  expect(await course.desk.ward.drain()).toMatchObject(cleared)
  const left: Step[] = needs.length > 0 ? [] : leftOf(workflow)
  const twin = await onlineEffect(workflow, ...withoutForm(workflow), 'relieve', ...left)
  expect(course.effect().rows).toEqual(twin.effect.rows)
})

function leftOf({ nextWithoutIt }: Workflow): Step[] {
  if (nextWithoutIt === 'free') return []
  return nextWithoutIt === 'carries it' ? ['form', 'next'] : ['next']
}

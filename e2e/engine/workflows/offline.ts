// The form without network: kept, shown in every read of its screens, and one effect on the server, that of the same form
// with network.

import { expect } from 'vitest'
import { inColumn } from './column.ts'
import type { Course } from './course.ts'
import { onlineTwin, onlineTwinOfOffline } from './online-twin.ts'
import { cleared } from './outcome.ts'
import { expectSame, expectSameButFor } from './same-answer.ts'
import type { Workflow } from './workflow.ts'

export const offline = inColumn('offline', '[OB1] [RP6] [PR1]')

async function saveAndSync(course: Course, workflow: Workflow) {
  const twin = await onlineTwin(workflow, 'ground', 'form')
  // The screens are such that tell.
  expect(twin.reads).not.toEqual((await onlineTwin(workflow, 'ground')).reads)
  const shown = async () => (await course.reads()).map(course.common)
  expect(await course.play('form')).toBe(202)
  expectSameButFor(workflow, course.common(course.answer()), twin.answer)
  expectSameButFor(workflow, await shown(), twin.reads)
  await course.desk.ward.tablet.restart()
  expectSameButFor(workflow, await shown(), twin.reads)

  course.desk.setOnline(true)
  expect(await course.desk.ward.drain()).toMatchObject(cleared)
  expect(course.effect()).toEqual(twin.effect)
  const inServerIds = (await course.readsInServerIds()).map(course.common)
  expectSame(inServerIds, (await course.serverSays()).map(course.common))
  expectSame(await shown(), twin.reads)
}

offline.test('what it is about is there', async (workflow, start) => {
  const course = await start()
  await course.play('ground')
  course.desk.setOnline(false)
  await saveAndSync(course, workflow)
})

offline.test('what it is about was made offline too', async (workflow, start) => {
  const course = await start()
  course.desk.setOnline(false)
  await course.play('ground')
  if (!workflow.takesBackTo) return saveAndSync(course, workflow)
  expect(await course.play('form')).toBe(200)
  course.desk.setOnline(true)
  expect(await course.desk.ward.drain()).toMatchObject(cleared)
  expect(course.effect()).toEqual((await onlineTwinOfOffline(workflow, 'ground', 'form')).effect)
})

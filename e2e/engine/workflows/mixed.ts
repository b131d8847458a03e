// Begun with network and finished without, and the reverse: in the end the server holds what it would hold had the network
// been there all the time.

import { expect } from 'vitest'
import { inColumn } from './column.ts'
import type { Course } from './course.ts'
import { onlineTwin, onlineTwinOfOffline } from './online-twin.ts'
import { cleared } from './outcome.ts'
import { expectSame } from './same-answer.ts'

export const mixed = inColumn('mixed', '[ID5] [OR7] [RP6]')

/** The network is there again, for good. */
async function expectAsOnline(course: Course, twin: Awaited<ReturnType<typeof onlineTwin>>) {
  course.desk.setOnline(true)
  expect(await course.desk.ward.drain()).toMatchObject(cleared)
  expect(course.effect()).toEqual(twin.effect)
  if (twin.reads.length > 0) expectSame((await course.reads()).map(course.common), twin.reads)
}

mixed.test('the form offline, what follows as soon as the network is back', async (workflow, start) => {
  const course = await start()
  await course.play('ground')
  course.desk.setOnline(false)
  await course.play('form')
  course.desk.setOnline(true)
  await course.play('next')
  await expectAsOnline(course, await onlineTwin(workflow, 'ground', 'form', 'next'))
})

mixed.test('all of it offline, what follows from the same page after the sync', async (workflow, start) => {
  const course = await start()
  course.desk.setOnline(false)
  await course.play('ground', 'form')
  course.desk.setOnline(true)
  await course.desk.ward.drain()
  expect(await course.play('next')).toBe(200)
  await expectAsOnline(course, await onlineTwinOfOffline(workflow, 'ground', 'form', 'next'))
})

mixed.test('what it is about offline, the form as soon as the network is back', async (workflow, start) => {
  const course = await start()
  course.desk.setOnline(false)
  await course.play('ground')
  course.desk.setOnline(true)
  await course.play('form')
  await expectAsOnline(course, await onlineTwinOfOffline(workflow, 'ground', 'form'))
})

mixed.test(
  'what it is about offline, the form from the same page after the sync',
  async (workflow, start) => {
    const course = await start()
    course.desk.setOnline(false)
    await course.play('ground')
    course.desk.setOnline(true)
    await course.desk.ward.drain()
    expect(await course.play('form')).toBe(200)
    await expectAsOnline(course, await onlineTwin(workflow, 'ground', 'form'))
  },
)

mixed.test('the form online, what follows offline', async (workflow, start) => {
  const course = await start()
  await course.play('ground')
  expect(await course.play('form')).toBe(200)
  await course.reads()
  course.desk.setOnline(false)
  expect(await course.play('next')).toBe(202)
  await expectAsOnline(course, await onlineTwin(workflow, 'ground', 'form', 'next'))
})

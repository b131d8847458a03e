// Somebody else was at the server meanwhile: both are kept where they go together, else a person decides, and nothing of
// theirs is overwritten before.

import { expect } from 'vitest'
import { inColumn } from './column.ts'
import type { Step } from './course.ts'
import { onlineEffect } from './online-twin.ts'
import { cleared } from './outcome.ts'
import type { Meanwhile } from './workflow.ts'

export const conflict = inColumn('conflict', '[CF1] [CF2] [GU1]')

/** The same history, all of it online: who was last where both have written, and what is there in the end. */
const onlineOrder = (outcome: Meanwhile['outcome'], step: Step): Step[] =>
  ({
    merged: ['ground', 'form', step] as Step[],
    beside: ['ground', step, 'form'] as Step[],
    held: ['ground', step, 'form'] as Step[],
    asked: ['ground', step, 'form'] as Step[],
    done: ['ground', step] as Step[],
    refused: ['ground', step] as Step[],
  })[outcome]

conflict.test(
  ({ meanwhile }) => meanwhile.map(({ what, outcome }) => `${what}: ${outcome}`),
  async (workflow, start, index) => {
    const outcome = workflow.meanwhile[index]?.outcome ?? 'merged'
    const step: Step = `meanwhile ${index}`
    const twin = await onlineEffect(workflow, ...onlineOrder(outcome, step))
    const course = await start()
    const { api } = course.desk.ward.tablet.engine
    await course.play('ground')
    course.desk.setOnline(false)
    await course.play('form', step)
    const untouched = course.effect()
    course.desk.setOnline(true)
    const report = await course.desk.ward.drain()
    if (outcome === 'held' || outcome === 'asked' || outcome === 'refused') {
      expect(report).toMatchObject({ waiting: 0, needAttention: 1 })
      expect(course.effect()).toEqual(untouched)
      const id = await course.held()
      if (outcome === 'held') expect(await api.resolve(id, 'mine')).toMatchObject({ ok: true })
      if (outcome === 'asked') expect(await api.retry(id)).toMatchObject({ ok: true })
      if (outcome === 'refused') expect(await api.discard(id, 'too late', [])).toMatchObject({ ok: true })
      expect(await course.desk.ward.drain()).toMatchObject(cleared)
    } else expect(report).toMatchObject(cleared)
    if (outcome === 'done') expect(course.effect()).toEqual(untouched)
    expect(course.effect().rows).toEqual(twin.effect.rows)
  },
)

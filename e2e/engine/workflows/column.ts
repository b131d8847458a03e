// One column of the table: the same tests over every workflow, each named after its cell.

import { afterEach, it } from 'vitest'
import { clonePlainDataQuickly } from '../histories/plain-clone.ts'
import { begin, type Course } from './course.ts'
import { workflows } from './rows/index.ts'
import { type Column, cellOf, type Workflow } from './workflow.ts'

/** A busy machine may take its time; the clock of the histories stands still meanwhile. */
const mostMs = 30_000

/** Adds a test to this column's cells; with a list it is one test for each item. */
export function inColumn(column: Column, rules: string) {
  clonePlainDataQuickly()
  const begun: Course[] = []
  afterEach(() => {
    for (const course of begun.splice(0)) course.close()
  })
  return (
    what: string | ((workflow: Workflow) => string[]),
    test: (workflow: Workflow, start: () => Promise<Course>, index: number) => Promise<void>,
  ) => {
    for (const workflow of workflows) {
      if (workflow.open?.[column] !== undefined) continue
      const cases = typeof what === 'string' ? [what] : what(workflow)
      cases.forEach((one, index) => {
        it(
          `${rules} ${workflow.rules} ${cellOf(workflow, column)}: ${one}`,
          () =>
            test(
              workflow,
              async () => {
                const course = await begin(workflow)
                begun.push(course)
                return course
              },
              index,
            ),
          mostMs,
        )
      })
    }
  }
}

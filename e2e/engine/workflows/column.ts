// One column of the table: the same tests over any workflow, each named after its cell.

import { afterEach, it } from 'vitest'
import { begin, type Course } from './course.ts'
import { type Column, cellOf, type Workflow } from './workflow.ts'

/** A busy machine may take its time; the clock of the histories stands still meanwhile. */
const mostMs = 30_000

type Cases = string | ((workflow: Workflow) => string[])
type Test = (workflow: Workflow, start: () => Promise<Course>, index: number) => Promise<void>

export interface ColumnOfTests {
  /** Adds a test to this column's cells; with a list it is one test for each item. */
  test(what: Cases, test: Test): void
  /** Runs them over that workflow. */
  prove(workflow: Workflow): void
}

export function inColumn(column: Column, rules: string): ColumnOfTests {
  const tests: { what: Cases; test: Test }[] = []
  return {
    test(what, test) {
      tests.push({ what, test })
    },
    prove(workflow) {
      if (workflow.open?.[column] !== undefined) return
      for (const { what, test } of tests) {
        const cases = typeof what === 'string' ? [what] : what(workflow)
        cases.forEach((one, index) => {
          const name = `${rules} ${workflow.rules} ${cellOf(workflow, column)}: ${one}`
          it(name, () => test(workflow, () => started(workflow), index), mostMs)
        })
      }
    },
  }
}

const begun: Course[] = []

async function started(workflow: Workflow): Promise<Course> {
  const course = await begin(workflow)
  begun.push(course)
  return course
}

/** To be said once in a file of tests. */
export function closeAfterEach(): void {
  afterEach(() => {
    for (const course of begun.splice(0)) course.close()
  })
}

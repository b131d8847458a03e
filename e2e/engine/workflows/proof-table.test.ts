// The table in SPEC says the truth: a cell for each workflow and column, and each names a test that exists.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { groups, workflows } from './rows/index.ts'
import { type Column, cellOf, columns, type Workflow } from './workflow.ts'

const spec = readFileSync(new URL('../../../shared/SPEC.md', import.meta.url), 'utf8')
const section = spec.split(/^## /m).find((text) => text.startsWith('Proof: workflows and faults')) ?? ''
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const table = section
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map(cellsOf)
const [head = [], , ...rows] = table

/** `offline.ts`, and so on. */
const fileOf = (column: Column): string => `${column.replace(' at sync', '').replace(' ', '-')}.ts`

function cellIn(workflow: Workflow, column: Column): string {
  const open = workflow.open?.[column]
  if (open !== undefined) return `open: ${open}`
  const outcomes =
    column === 'conflict' ? `: ${workflow.meanwhile.map(({ outcome }) => outcome).join(', ')}` : ''
  return `${cellOf(workflow, column)}${outcomes}`
}

describe('the table of workflows and faults', () => {
  it('has a row for each workflow and a column for each fault, with the file of its tests', () => {
    const files = columns.map((column) => `[${column}](../e2e/engine/workflows/${fileOf(column)})`)
    expect(head).toEqual(['workflow', ...files])
    expect(rows.map(([name]) => name)).toEqual(workflows.map(({ name }) => name))
  })

  it.each(workflows)('names the tests of "$name"', (workflow) => {
    const [, ...cells] = rows.find(([name]) => name === workflow.name) ?? []
    expect(cells).toEqual(columns.map((column) => cellIn(workflow, column)))
    expect(workflow.meanwhile.length > 0 || workflow.open?.conflict !== undefined).toBe(true)
  })

  it.each(columns)('"%s" has a file with its tests', (column) => {
    expect(readFileSync(new URL(`./${fileOf(column)}`, import.meta.url), 'utf8')).toContain(
      `inColumn('${column}'`,
    )
  })

  it.each(Object.keys(groups))('"%s" are proved in a file of that name', (group) => {
    expect(readFileSync(new URL(`./${group}.test.ts`, import.meta.url), 'utf8')).toContain(`prove(${group})`)
  })
})

// All columns over some rows. A file of tests has whole rows, so that what a row's columns compare with is played once.

import { afterAll } from 'vitest'
import { clonePlainDataQuickly } from '../histories/plain-clone.ts'
import { closeAfterEach } from './column.ts'
import { conflict } from './conflict.ts'
import { lostAnswer } from './lost-answer.ts'
import { mixed } from './mixed.ts'
import { offline } from './offline.ts'
import { closeTwins } from './online-twin.ts'
import { refusal } from './refusal.ts'
import type { Workflow } from './workflow.ts'

export function prove(workflows: readonly Workflow[]): void {
  clonePlainDataQuickly()
  closeAfterEach()
  afterAll(closeTwins)
  for (const workflow of workflows)
    for (const column of [offline, mixed, lostAnswer, conflict, refusal]) column.prove(workflow)
}

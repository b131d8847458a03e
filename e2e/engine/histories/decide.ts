// What a person decides about a write that waits: to rewrite it, to fold it, to discard it, to settle its conflict. The
// process may die over it, and then nobody heard whether it was done.

import type { WriteAction, WriteSummary } from '../../../shared/bridge/engine-api.ts'
import type { Json } from '../../../shared/json.ts'
import type { Form } from './form.ts'
import type { Page } from './page.ts'
import { rewritten } from './papers.ts'
import type { Step } from './steps.ts'

/** The rarest first. */
const decisions = ['resolve', 'fold', 'discard', 'edit'] as const satisfies WriteAction[]

export async function decide(
  page: Page,
  forms: readonly Form[],
  { by, choice, side }: Extract<Step, { do: 'decide' }>,
  forget: (recordId: string) => void,
): Promise<void> {
  const listed = await page.do(by, (engine) => engine.api.writes())
  if (!listed?.ok) return
  const { writes } = listed.value
  const formOf = (id: string): Form | undefined =>
    forms.find((form) => form.writeId === id && form.told === 'saved')
  const possible = decisions.flatMap((action) =>
    writes.flatMap((row) => {
      const form = row.actions.includes(action) ? formOf(row.id) : undefined
      return form ? [{ action, row, form }] : []
    }),
  )
  const chosen = possible[choice % Math.max(1, possible.length)]
  if (!chosen) return
  const { row, form } = chosen
  switch (chosen.action) {
    case 'resolve':
      await page.do(by, (engine) => engine.api.resolve(row.id, side))
      // What the others have said stands: nothing of it needs to be in CARE.
      if (side === 'theirs') form.told = 'given-up'
      return
    case 'fold':
      return fold(page, by, row, form, forms)
    case 'discard':
      return discard(page, by, row, writes, formOf, forget)
    case 'edit':
      return rewrite(page, by, row, form)
  }
}

async function rewrite(page: Page, by: 0 | 1, row: WriteSummary, form: Form): Promise<void> {
  const details = await page.do(by, (engine) => engine.api.details(row.id))
  if (!details?.ok || !details.value) return
  const before = form.mark
  const after = rewritten(before)
  const text = JSON.stringify(details.value.payload)
  // Where nobody heard of an earlier rewriting, it may say something else by now.
  if (!text.includes(`${before}"`)) return
  const payload: Json = JSON.parse(text.replaceAll(before, after))
  const told = await page.do(by, (engine) => engine.api.edit(row.id, payload))
  if (told && !told.ok) return
  form.mark = after
  if (told) form.gone.push(before)
  else form.maybe.push(before)
}

/** A change goes into the row that makes its record. */
async function fold(
  page: Page,
  by: 0 | 1,
  row: WriteSummary,
  form: Form,
  forms: readonly Form[],
): Promise<void> {
  const maker = forms.find(
    ({ recordId, who }) => who === form.who && recordId !== undefined && form.request.path.includes(recordId),
  )
  if (!maker) return
  const told = await page.do(by, (engine) => engine.api.fold(row.id))
  if (told && !told.ok) return
  maker.includes.push(form)
  form.heldBy = maker
}

async function discard(
  page: Page,
  by: 0 | 1,
  row: WriteSummary,
  writes: readonly WriteSummary[],
  formOf: (id: string) => Form | undefined,
  forget: (recordId: string) => void,
): Promise<void> {
  const ask = (also: string[]) => page.do(by, (engine) => engine.api.discard(row.id, 'said by mistake', also))
  const first = await ask([])
  const also = first?.ok && !first.value.done ? first.value.needs.map(({ id }) => id) : []
  const told = also.length > 0 ? await ask(also) : first
  if (told && !(told.ok && told.value.done)) return
  for (const { id, actions } of writes) {
    const form = id === row.id || also.includes(id) ? formOf(id) : undefined
    if (!form) continue
    // The screens show it no more, so nobody writes under it.
    if (form.kind === 'patient' || form.kind === 'encounter') forget(form.recordId ?? '')
    for (const each of [form, ...form.includes]) {
      each.told = 'given-up'
      // Of what the server may hold nobody can say that it is not there.
      if (told && actions.includes('edit')) each.gone.push(each.mark, ...each.maybe)
    }
  }
}

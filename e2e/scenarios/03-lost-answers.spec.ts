// CARE has done it, and the answer is lost on the way: looked for, never sent again.

import { countOf, expect, made, test } from './support/ward.ts'

const creates = [
  { what: 'the patient', path: '/api/v1/patient/$' },
  { what: 'the encounter', path: '/api/v1/encounter/$' },
  { what: 'the vitals', path: '/api/v1/batch_requests/$' },
]

for (const { what, path } of creates) {
  test(`[RP7] the answer to ${what} is lost: exactly one record in CARE`, async ({ ward, page, control }) => {
    await ward.beginShift()
    await control.addFault({ kind: 'drop-answer', method: 'POST', path, times: 1 })
    await ward.register('Lie Fi')
    await ward.startEncounter()
    await ward.recordVitals('37.4')
    await page.getByRole('link', { name: 'Sync' }).click()
    await expect(page.getByRole('region', { name: /Received/ }).getByRole('listitem')).toHaveCount(3, {
      timeout: 30_000,
    })
    expect([
      await made(control, 'patients'),
      await made(control, 'encounters'),
      await made(control, 'responses'),
    ]).toEqual([1, 1, 1])
    expect(await countOf(control, 'POST', new RegExp(path))).toBe(1)
  })
}

// A network that wants a sign-in of its own answers everything with its page: told apart, and never taken for CARE.

import { expect, made, test } from './support/ward.ts'

for (const withoutCors of [false, true]) {
  test(`[RD2] a portal ${withoutCors ? 'without' : 'with'} CORS headers: nothing is lost, nothing is taken for an answer`, async ({
    ward,
    page,
    control,
  }) => {
    await ward.beginShift()
    await control.addFault({ kind: 'captive-portal', path: '.*', withoutCors })
    await ward.register('Behind A Portal')
    await expect(page.getByText(/Saved on this tablet/)).toBeVisible()
    if (!withoutCors) await expect(page.getByText(/Wi-Fi/).first()).toBeVisible({ timeout: 20_000 })
    expect(await made(control, 'patients')).toBe(0)

    await control.clearFaults()
    await expect(page.getByText(/Received by CARE/)).toBeVisible({ timeout: 45_000 })
    expect(await made(control, 'patients')).toBe(1)
  })
}

// Requests that no policy speaks for are not touched, and the flag of a caller never leaves the tablet.

import { expect, test } from './support/ward.ts'

test('[RD6] an unflagged request does not pass through the worker', async ({ ward, page }) => {
  await ward.beginShift()
  const [unflagged, flagged] = await Promise.all([
    page.waitForResponse(/\/api\/v1\/getallfacilities\/\?strange=1/),
    page.waitForResponse(/\/api\/v1\/users\/getcurrentuser\//),
    page.evaluate(async () => {
      const headers = { authorization: `Bearer ${localStorage.getItem('care_access_token')}` }
      await fetch('http://localhost:9000/api/v1/users/getcurrentuser/', { headers })
      await fetch('http://localhost:9000/api/v1/getallfacilities/?strange=1')
    }),
  ])
  expect(flagged.fromServiceWorker()).toBe(true)
  expect(unflagged.fromServiceWorker()).toBe(false)
})

test('[RD7] a caller’s flag stores an answer without a policy, and is taken off before CARE sees it', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  const ask = () =>
    page.evaluate(async () => {
      const answer = await fetch('http://localhost:9000/api/v1/patient_identifier_config/', {
        headers: {
          authorization: `Bearer ${localStorage.getItem('care_access_token')}`,
          'x-care-offline': 'persist',
        },
      })
      return { status: answer.status, origin: answer.headers.get('x-care-offline') }
    })
  expect(await ask()).toEqual({ status: 200, origin: null })
  expect(
    (await control.log()).filter(({ path, method }) => method === 'OPTIONS' && /identifier/.test(path)),
  ).toHaveLength(1)
  await ward.goOffline()
  expect(await ask()).toEqual({ status: 200, origin: 'store' })
})

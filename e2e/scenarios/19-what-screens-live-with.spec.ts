// Answers that CARE's screens live with, through the worker and without network: a tag that nobody has made, and the
// codes that a user saw last.

import type { Page } from '@playwright/test'
import { expect, test } from './support/ward.ts'

const ask = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`http://localhost:9000/api/v1/${where}`, {
        method: how,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${localStorage.getItem('care_access_token')}`,
        },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      })
      return {
        status: answer.status,
        origin: answer.headers.get('x-care-offline'),
        body: await answer.json(),
      }
    },
    [method, path, body] as const,
  )

test('[RD13] the 404 for a tag that nobody has made stays one without network', async ({ ward, page }) => {
  const tag = 'questionnaire/?tag_slug=encounter_actions&status=active&subject_type=encounter'
  await ward.beginShift()
  const online = await ask(page, 'GET', tag)
  expect(online).toMatchObject({ status: 404, origin: null })
  await ward.goOffline()
  expect(await ask(page, 'GET', tag)).toEqual({ ...online, origin: 'store' })
})

test('[RD14] the codes that were seen last are told to CARE, or let go', async ({ ward, page, control }) => {
  const path = 'valueset/system-condition-code/add_recent_view/'
  const fever = { system: 'http://snomed.info/sct', code: '386661006', display: 'Fever', designation: [] }
  await ward.beginShift()
  expect(await ask(page, 'POST', path, fever)).toEqual({
    status: 200,
    origin: null,
    body: { message: 'Code 386661006 added to recent views' },
  })
  await ward.goOffline()
  expect(await ask(page, 'POST', path, fever)).toMatchObject({ status: 200, origin: 'let-go' })
  await ward.goOnline()
  await ward.openWard()
  expect(await control.requests('POST', /add_recent_view/)).toHaveLength(1)
})

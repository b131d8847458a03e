// What a nurse does in the ward app, and what a tester does to the network, in their words.

import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { ControlClient } from '../../care-api/control-client.ts'
import { seeded, seededUsers } from '../../care-api/seeded.ts'
import { test as base } from './house.ts'

const wardPath = `/facility/${seeded.facilityId}/ward`
export const patientPath = (id: string): string => `/facility/${seeded.facilityId}/patient/${id}`

export interface Ward {
  signIn(who?: keyof typeof seededUsers): Promise<void>
  /** On the page that says that the session has ended. */
  signInAgain(who: keyof typeof seededUsers): Promise<void>
  /** Signs in, and waits until the worker is in charge and what a shift needs has been fetched. */
  beginShift(who?: keyof typeof seededUsers): Promise<void>
  goOffline(): Promise<void>
  goOnline(): Promise<void>
  /** Fills the form in and sends it off; whoever calls knows what is to come of it. */
  submitRegistration(name: string, phone?: string): Promise<void>
  /** Ends on the new patient's page. */
  register(name: string, phone?: string): Promise<void>
  /** On a patient's page; ends there. */
  startEncounter(): Promise<void>
  /** Fills the form in and sends it off. */
  submitVitals(temperature: string): Promise<void>
  recordVitals(temperature: string): Promise<void>
  openWard(): Promise<void>
  page: Page
}

export const test = base.extend<{ control: ControlClient; ward: Ward }>({
  control: async ({ house }, use) => {
    await house.reset()
    await use(house)
    await house.clearFaults()
  },
  ward: async ({ page, context, control }, use) => {
    await use(createWard(page, context, control))
  },
})

export { expect }

export function createWard(page: Page, context: BrowserContext, control: ControlClient): Ward {
  const ward: Ward = {
    page,
    async signIn(who = 'nurse') {
      if (!/login|session-expired/.test(page.url())) await page.goto('/login')
      await ward.signInAgain(who)
      await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
    },
    async signInAgain(who) {
      const { username, password } = seededUsers[who]
      await page.getByLabel('Username').fill(username)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page).not.toHaveURL(/session-expired|login/)
    },
    async beginShift(who = 'nurse') {
      await ward.signIn(who)
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
      // The warm-up has ended when nothing has been asked for a while.
      await expect
        .poll(async () => (await control.requests('GET', /questionnaire\/vitals\/$/)).length)
        .toBeGreaterThan(0)
      await quiet(control)
    },
    async goOffline() {
      await context.setOffline(true)
    },
    async goOnline() {
      await context.setOffline(false)
    },
    async submitRegistration(name, phone = '+919812345678') {
      await page.getByRole('link', { name: 'Register', exact: true }).click()
      await page.getByLabel('Name', { exact: true }).fill(name)
      await page.getByRole('radio', { name: 'Female', exact: true }).click()
      await page.getByLabel('Phone number', { exact: true }).fill(phone)
      await page.getByLabel('Date of birth').fill('1990-04-05')
      await chooseArea(page)
      await page.getByRole('button', { name: 'Register patient' }).click()
    },
    async register(name, phone) {
      await ward.submitRegistration(name, phone)
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
    },
    async startEncounter() {
      await page.getByRole('link', { name: 'Start encounter' }).click()
      await page.getByRole('radio', { name: 'Inpatient' }).click()
      const department = page.getByRole('checkbox').first()
      await department.waitFor()
      if (!(await department.isChecked())) await department.click()
      await page.getByRole('button', { name: 'Start encounter' }).click()
      await expect(page.getByRole('link', { name: 'Record vitals' })).toBeVisible()
    },
    async submitVitals(temperature) {
      await page.getByRole('link', { name: 'Record vitals' }).click()
      await page.getByLabel('Temperature').fill(temperature)
      await page.getByRole('button', { name: 'Save' }).click()
    },
    async recordVitals(temperature) {
      await ward.submitVitals(temperature)
      await expect(page.getByText(`${temperature} °C`)).toBeVisible()
    },
    async openWard() {
      await page.goto(wardPath)
      await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
    },
  }
  return ward
}

async function chooseArea(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Area' }).click()
  await page.getByRole('option').first().click()
}

/** Until the API has heard nothing new for a second. */
async function quiet(control: ControlClient): Promise<void> {
  let last = -1
  await expect
    .poll(
      async () => {
        const seen = (await control.log()).length
        const isQuiet = seen === last
        last = seen
        return isQuiet
      },
      { intervals: [1_000] },
    )
    .toBe(true)
}

/** Records that the API holds beyond the seed. */
export async function made(
  control: ControlClient,
  table: 'patients' | 'encounters' | 'responses',
): Promise<number> {
  const seededCount = { patients: 40, encounters: 40, responses: 0 }[table]
  return (await control.state(table)).length - seededCount
}

/** The request arrived at the API from the worker, the page or the browser, whoever sent it: only the API counts. */
export const countOf = async (control: ControlClient, method: string, path: RegExp): Promise<number> =>
  (await control.requests(method, path)).length

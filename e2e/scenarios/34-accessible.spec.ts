// Every screen of the ward, as axe and a thumb find it: signed in, with and without network, lying and upright.

import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { rowsOnDisk } from './support/disk.ts'
import { expect, patientPath, test, type Ward } from './support/ward.ts'

const patient = patientPath(seeded.patientId(0))
const encounter = `${patient}/encounter/${seeded.encounterId(0)}`
const facility = `/facility/${seeded.facilityId}`

/** Of all that the router knows; the heading or the words by which it is there. */
const screens: [path: string, sign: RegExp][] = [
  ['/', /^Ward$/],
  [`${facility}/ward`, /^Ward$/],
  [`${facility}/patient/register`, /^Register/],
  [patient, /./],
  [`${patient}/edit`, /^Edit/],
  [`${patient}/encounter/new`, /encounter/],
  [`${encounter}/vitals`, /vitals/],
  [`${encounter}/findings`, /./],
  ['/sync', /^Sync status$/],
  ['/write/nothing', /./],
  ['/nowhere', /./],
]
/** Of every dialog of a patient's page. */
const openers = [
  ...['Book appointment', 'Complete encounter', 'New request', 'Assign staff'],
  ...['Order a service', 'Add a charge', 'Add a file'],
]
const never = patientPath(seeded.patientId(31))

async function look(page: Page, path: string, sign: RegExp): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1, name: sign }).first()).toBeVisible()
  await expect(page.getByText(/^Loading/)).toHaveCount(0)
}

/** What axe finds, and what is too small for a thumb, each with where it is. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  return [...found, ...(await page.evaluate(smallTargets))].map((fault) => `${page.url()} ${fault}`)
}

/** Runs in the page. Links within a sentence are as high as its lines. */
function smallTargets(): string[] {
  const pressable = 'button, a[href], select, input, textarea, [role="combobox"], [role="option"]'
  return [...document.querySelectorAll<HTMLElement>(pressable)].flatMap((element) => {
    const target = element.closest('label') ?? element
    const { width, height } = target.getBoundingClientRect()
    const isThere = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const after = getComputedStyle(element, '::after')
    const isWholeRow = after.position === 'absolute' && after.inset === '0px'
    // Radix keeps a select of its own for forms; a toast goes by itself.
    const isForNobody = element.closest('[aria-hidden="true"], [data-sonner-toaster]') !== null
    if (!isThere || isWholeRow || isForNobody || getComputedStyle(element).display === 'inline') return []
    return width < 43.5 || height < 43.5
      ? [`target of ${Math.round(width)}x${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`]
      : []
  })
}

const sizes = [
  { name: 'lying', width: 1280, height: 800 },
  { name: 'upright', width: 800, height: 1280 },
]

for (const { name, ...size } of sizes) {
  test(`[PG25] every screen is accessible, ${name}`, async ({ ward, page }) => {
    test.setTimeout(300_000)
    await page.setViewportSize(size)
    await page.goto('/login')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    const found = await faults(page)
    await page.goto('/session-expired')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    found.push(...(await faults(page)))
    await page.goto('/login')
    await ward.beginShift()
    for (const [path, sign] of screens) {
      await look(page, path, sign)
      found.push(...(await faults(page)))
    }
    await ward.goOffline()
    await fillQueue(ward)
    for (const [path, sign] of screens) {
      await look(page, path, sign)
      found.push(...(await faults(page)))
    }
    for (const { id } of await rowsOnDisk(page)) {
      await look(page, `/write/${id}`, /./)
      found.push(...(await faults(page)))
    }
    await page.goto(never)
    await expect(page.getByText(/Do not read that as "none"/)).toBeVisible()
    found.push(...(await faults(page)))
    expect([...new Set(found)]).toEqual([])
  })

  test(`[PG25] every dialog is accessible, ${name}`, async ({ ward, page }) => {
    test.setTimeout(300_000)
    await page.setViewportSize(size)
    const found: string[] = []
    await ward.beginShift()
    await page.goto(patient)
    for (const opener of openers) {
      await page.getByRole('button', { name: opener, exact: true }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      found.push(...(await faults(page)))
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await ward.goOffline()
    await fillQueue(ward)
    await page.goto('/sync')
    await page
      .getByRole('button', { name: /Why is it waiting/ })
      .first()
      .click()
    found.push(...(await faults(page)))
    await page
      .getByRole('button', { name: /^Discard/ })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
    found.push(...(await faults(page)))
    expect([...new Set(found)]).toEqual([])
  })
}

async function fillQueue(ward: Ward): Promise<void> {
  await ward.register('Accessible Person')
  await ward.startEncounter()
  await ward.recordVitals('37.1')
}

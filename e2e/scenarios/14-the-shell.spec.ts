// The app itself: installable, and renewed only when a person says so.

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from './support/ward.ts'

const workerFile = 'dist/ward/sw.js'

test('[SH4] a newer app waits until a person says so, and an open form is left alone', async ({
  ward,
  page,
}) => {
  const built = readFileSync(workerFile)
  await ward.beginShift()
  await page.getByRole('link', { name: 'Register', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Half Written')
  try {
    appendFileSync(workerFile, '\n// the next build\n')
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update()
    })
    const update = page.getByRole('button', { name: 'Update now' })
    await expect(update).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half Written')
    const reloaded = page.waitForEvent('load')
    await update.click()
    await reloaded
    await expect(update).toHaveCount(0)
  } finally {
    writeFileSync(workerFile, built)
  }
})

test('[SH5] the app can be installed', async ({ page }) => {
  await page.goto('/login')
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
    return (await fetch(link?.href ?? '')).json()
  })
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' })
  const icons: { src: string; sizes: string; purpose?: string }[] = manifest.icons
  expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  expect(icons.some(({ purpose }) => purpose?.includes('maskable'))).toBe(true)
  for (const { src } of icons) {
    const icon = await page.request.get(src)
    expect(icon.headers()['content-type']).toMatch(/^image\//)
  }
})

// What is broken is told in a sentence, and nothing that was saved is lost over it.

import { stopWorkers } from './support/stop-workers.ts'
import { expect, made, test } from './support/ward.ts'

test('[BR4] junk on the bridge harms nobody', async ({ ward, page }) => {
  await ward.beginShift()
  const greeting = await page.evaluate(async () => {
    const worker = navigator.serviceWorker.controller
    for (const junk of [
      null,
      1,
      'x',
      [],
      { careOffline: 99, message: {} },
      { careOffline: 1, message: { type: 'APPLY', path: ['greet', 'constructor', 'constructor'] } },
    ]) {
      worker?.postMessage(junk)
    }
    return worker?.state
  })
  expect(greeting).toBe('activated')
  await ward.goOffline()
  await ward.register('After The Junk')
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('region', { name: /Waiting/ }).getByText('After The Junk')).toBeVisible()
})

test('[OB4] a damaged row is kept and shown, and the others go', async ({ ward, page, control }) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Healthy Row')
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-outbox')
        opening.onsuccess = () => {
          const store = opening.result.transaction('offlineWrites', 'readwrite').objectStore('offlineWrites')
          const reading = store.getAll()
          reading.onsuccess = () => {
            const [row] = reading.result as { userId: string }[]
            store.put({ ...row, id: 'damaged', sequence: 'first', payload: undefined })
            store.transaction.oncomplete = () => {
              opening.result.close()
              resolve()
            }
          }
        }
        opening.onerror = () => reject(opening.error)
      }),
  )
  await ward.goOnline()
  await expect.poll(() => made(control, 'patients'), { timeout: 20_000 }).toBe(1)
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('region', { name: /Needs attention/ }).getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('region', { name: /Received/ }).getByText('Healthy Row')).toBeVisible()
})

for (const fresh of [false, true]) {
  test(`[OB6] a database that ${fresh ? 'cannot be opened' : 'has become newer'} is said at once, and the app goes on without the layer`, async ({
    ward,
    page,
    context,
    control,
  }) => {
    await ward.beginShift()
    // A newer version of the layer has been here: this one must not write.
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('care-offline-outbox')
          opening.onsuccess = () => {
            const store = opening.result.transaction('meta', 'readwrite').objectStore('meta')
            store.put({ key: 'schema', value: 99 })
            store.transaction.oncomplete = () => {
              opening.result.close()
              resolve()
            }
          }
          opening.onerror = () => reject(opening.error)
        }),
    )
    if (fresh) await stopWorkers(page)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
    await ward.register('Without The Layer')
    await expect(page.getByText(/older than what is saved on this tablet/)).toBeVisible({ timeout: 20_000 })
    expect(await made(control, 'patients')).toBe(1)

    await context.setOffline(true)
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Cannot Be Saved')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(/could not be saved on this tablet/)).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Cannot Be Saved')
  })
}

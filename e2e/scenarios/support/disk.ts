// What lies on the disk, read by the page beside the worker, and what can befall it there.

import type { Page } from '@playwright/test'

export interface RowOnDisk {
  id: string
  label: string
  type: string
  syncStatus: string
  /** Of a failed row; null: it needs a person. */
  retryAtMs?: number | null
}

/** In the order saved. */
export const rowsOnDisk = (page: Page): Promise<RowOnDisk[]> =>
  page.evaluate(
    () =>
      new Promise<RowOnDisk[]>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-outbox')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction('offlineWrites').objectStore('offlineWrites').getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            database.close()
            const rows = reading.result as (RowOnDisk & { sequence: number })[]
            resolve(rows.sort((a, b) => a.sequence - b.sequence))
          }
        }
      }),
  )

/** Paths of the answers that lie on this tablet. */
export const storedPaths = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-responses')
        // Not there yet: it is the worker's to make.
        opening.onupgradeneeded = () => opening.transaction?.abort()
        opening.onerror = () => (opening.error?.name === 'AbortError' ? resolve([]) : reject(opening.error))
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction('responses').objectStore('responses').getAll()
          reading.onsuccess = () => {
            database.close()
            resolve((reading.result as { requestKey: string }[]).map(({ requestKey }) => requestKey))
          }
        }
      }),
  )

/** Keeps everybody else from writing into the outbox, until this page is gone. Resolves when that is so. */
export const occupyOutbox = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-outbox')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const rows = opening.result.transaction('offlineWrites', 'readwrite').objectStore('offlineWrites')
          const hold = () => {
            rows.get('nothing').onsuccess = hold
            resolve()
          }
          rows.get('nothing').onsuccess = hold
        }
      }),
  )

/** What a newer build of the app would do; the worker's connection is closed for it. */
export const upgradeOutbox = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-outbox', 1_000)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
      }),
  )

/** The same, but it does not come to an end: nobody can open the database until what is returned is called. */
export async function upgradeOutboxWithoutEnd(page: Page): Promise<() => Promise<void>> {
  const ending = await page.evaluateHandle(
    () =>
      new Promise<() => void>((resolve, reject) => {
        let isOver = false
        const opening = indexedDB.open('care-offline-outbox', 1_000)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => opening.result.close()
        opening.onupgradeneeded = () => {
          const rows = opening.transaction?.objectStore('offlineWrites')
          const hold = () => {
            const reading = isOver ? undefined : rows?.get('nothing')
            if (reading) reading.onsuccess = hold
          }
          hold()
          resolve(() => {
            isOver = true
          })
        }
      }),
  )
  return () => ending.evaluate((end) => end())
}

/** What a browser does to sites that it forgets. Nothing that was saved survives it. */
export const deleteOutbox = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('care-offline-outbox')
        deleting.onerror = () => reject(deleting.error)
        deleting.onsuccess = () => resolve()
      }),
  )

// The outbox as it lies on the disk, read by the page beside the worker: no word of the worker's is taken for it.

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

// Files in the ward app, and what became of them at CARE and in its bucket.

import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { ControlClient } from '../../care-api/control-client.ts'
import { seededUsers } from '../../care-api/seeded.ts'
import { atHouse } from './house.ts'
import { expect } from './ward.ts'

type Subject = 'patient' | 'encounter'

export const picture = (size = 40_000): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(size)])

export const filesCard = (page: Page, of: Subject = 'encounter') =>
  page.getByRole('region', { name: `Files of the ${of}` })
export const fileRow = (page: Page, name: string, of?: Subject) =>
  filesCard(page, of).getByRole('listitem', { name })

/** Fills the form in and sends it off; whoever calls knows what is to come of it. */
export async function submitFile(page: Page, name: string, buffer: Buffer, of?: Subject): Promise<void> {
  await filesCard(page, of).getByRole('button', { name: 'Add a file' }).click()
  const file = { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer }
  await page.getByLabel('Or take a photo').setInputFiles(file)
  await page.getByRole('button', { name: 'Save file' }).click()
}

export async function addFile(page: Page, name: string, buffer: Buffer, of?: Subject): Promise<void> {
  await submitFile(page, name, buffer, of)
  await expect(fileRow(page, name, of)).toBeVisible()
}

export const complete = async (control: ControlClient) =>
  (await control.state('files')).filter(({ upload_completed }) => upload_completed)

const apiUrl = 'http://localhost:9000/api/v1'

/** The bytes of a complete file, as CARE gives them to anybody who asks now. */
async function contentOf(id: string): Promise<Buffer> {
  const login = await fetch(atHouse(`${apiUrl}/auth/login/`), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(seededUsers.nurse),
  })
  const { access } = (await login.json()) as { access: string }
  const file = await fetch(atHouse(`${apiUrl}/files/${id}/`), {
    headers: { authorization: `Bearer ${access}` },
  })
  const { read_signed_url } = (await file.json()) as { read_signed_url: string }
  return Buffer.from(await (await fetch(atHouse(read_signed_url))).arrayBuffer())
}

/** One complete file of that name, and its bytes are those. */
export async function expectReceived(control: ControlClient, name: string, bytes: Buffer): Promise<void> {
  await expect
    .poll(async () => (await complete(control)).map((file) => file.name), { timeout: 60_000 })
    .toEqual([name])
  const [file] = await complete(control)
  expect((await contentOf(file?.id ?? '')).equals(bytes)).toBe(true)
}

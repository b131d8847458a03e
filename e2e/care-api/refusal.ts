// Every way in which CARE says no, as an exception that carries the answer.
import { type Answer, html, json } from './answer.ts'

export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.answer = answer
  }
}

const refuse = (status: number, body: unknown): Refusal => new Refusal(json(body, status))

export const notFound = (model: string): Refusal =>
  refuse(404, { errors: [{ type: 'object_not_found', msg: `No ${model} matches the given query.` }] })

export const forbidden = (detail: string): Refusal => refuse(403, { detail })

/** A business rule: `msg` is a sentence, or an object where CARE has one. */
export const ruleBroken = (msg: unknown): Refusal =>
  refuse(400, { errors: [{ type: 'validation_error', msg }] })

/** What the lock on creates says (2026) while another create holds it. */
export const createLocked = (record: 'Patient' | 'Encounter'): Refusal =>
  ruleBroken(`${record} creation failed, try again after a while`)

export const locked = (): Refusal =>
  refuse(423, { detail: 'The resource you are trying to access is locked' })

export const badRequest = (body: unknown): Refusal => refuse(400, body)

export const unauthorized = (detail: string, code: string): Refusal => refuse(401, { detail, code })

/** An exception nobody caught: Django's HTML page. */
export const crash = (): Refusal => new Refusal(html(500, 'Server Error (500)'))

// The API answered, and the answer was a refusal. `cause` is the parsed body.
export class HTTPError extends Error {
  readonly status: number
  readonly silent: boolean

  constructor(status: number, cause: unknown, silent: boolean) {
    super('Request Failed', { cause })
    this.name = 'HTTPError'
    this.status = status
    this.silent = silent
  }
}

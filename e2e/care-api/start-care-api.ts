// The embedded API on a port, and its control app on another when a test asks for it.
import { type CareApi, type CareApiOptions, createCareApi } from './care-api.ts'
import { type Listening, listen } from './listen.ts'

export interface StartOptions extends CareApiOptions {
  /** Default 9000; 0 takes any that is free. */
  port?: number
  /** Left out: no control port, as for everybody but tests. */
  controlPort?: number
}

export interface StartedCareApi {
  api: CareApi
  url: string
  controlUrl: string | undefined
  close(): Promise<void>
}

export async function startCareApi({
  port = 9000,
  controlPort,
  ...options
}: StartOptions = {}): Promise<StartedCareApi> {
  const api = createCareApi(options)
  const underTest = controlPort !== undefined
  // A browser repeats a request by itself when a connection that it had used before is cut: a scripted fault
  // would then look like a write sent twice. A connection for each request rules that out.
  const served = await listen({
    fetch: (request, env) => api.app.fetch(request, env as Parameters<typeof api.app.fetch>[1]),
    port,
    what: 'the CARE API',
    oneRequestPerConnection: underTest,
  })
  let control: Listening | undefined
  if (underTest) {
    try {
      control = await listen({
        fetch: (request) => api.control.fetch(request),
        port: controlPort,
        what: "the CARE API's control",
      })
    } catch (error) {
      await served.close()
      throw error
    }
  }
  return {
    api,
    url: served.url,
    controlUrl: control?.url,
    async close() {
      await Promise.all([served.close(), control?.close()])
    },
  }
}

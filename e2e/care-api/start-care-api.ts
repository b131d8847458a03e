// The embedded API on a port, the bucket of its files on another, and its control app when a test asks for it.
import { type CareApi, type CareApiOptions, createCareApi } from './care-api.ts'
import { type Listening, type ListenOptions, listen } from './listen.ts'

export interface StartOptions extends CareApiOptions {
  /** Default 9000; 0 takes any that is free. */
  port?: number
  /** Left out: no control port, as for everybody but tests. */
  controlPort?: number
  /** Default 9002, or any that is free where the API takes any. */
  bucketPort?: number
  /** Where browsers find the bucket. Default: at its port. */
  bucketUrl?: string
}

export interface StartedCareApi {
  api: CareApi
  url: string
  controlUrl: string | undefined
  bucketUrl: string
  close(): Promise<void>
}

export async function startCareApi({
  port = 9000,
  controlPort,
  bucketPort = port === 0 ? 0 : 9002,
  bucketUrl,
  ...options
}: StartOptions = {}): Promise<StartedCareApi> {
  const api = createCareApi(options)
  const underTest = controlPort !== undefined
  const listening: Listening[] = []
  const close = async () => {
    await Promise.all(listening.map((each) => each.close()))
  }
  const open = async (each: ListenOptions) => {
    const opened = await listen(each)
    listening.push(opened)
    return opened
  }
  try {
    // A browser repeats a request by itself when a connection that it had used before is cut: a scripted fault
    // would then look like a write sent twice. A connection for each request rules that out.
    const served = await open({
      fetch: (request, env) => api.app.fetch(request, env as Parameters<typeof api.app.fetch>[1]),
      port,
      what: 'the CARE API',
      oneRequestPerConnection: underTest,
    })
    const bucket = await open({
      fetch: (request, env) => api.bucketApp.fetch(request, env as Parameters<typeof api.app.fetch>[1]),
      port: bucketPort,
      what: "the CARE API's bucket for files",
      oneRequestPerConnection: underTest,
    })
    api.bucket.origin = bucketUrl ?? bucket.url
    const control = underTest
      ? await open({
          fetch: (request) => api.control.fetch(request),
          port: controlPort,
          what: "the CARE API's control",
        })
      : undefined
    return { api, url: served.url, controlUrl: control?.url, bucketUrl: api.bucket.origin, close }
  } catch (error) {
    await close()
    throw error
  }
}

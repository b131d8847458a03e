// Opening and closing a port, with a clear sentence when it is taken.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

export interface Listening {
  url: string
  /** Cuts open connections, also those that are kept hanging. */
  close(): Promise<void>
}

export interface ListenOptions {
  fetch: Parameters<typeof createAdaptorServer>[0]['fetch']
  /** 0 takes any that is free. */
  port: number
  /** What it is for, in the sentence about a taken port. */
  what: string
  /** A new connection for each request. */
  oneRequestPerConnection?: boolean
}

export async function listen(options: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({ fetch: options.fetch, overrideGlobalObjects: false }) as Server
  if (options.oneRequestPerConnection === true) {
    server.prependListener('request', (_, response) => {
      response.shouldKeepAlive = false
    })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${options.port} is taken: ${options.what} cannot start. Stop what uses it and try again.`
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error)
    })
    server.listen(options.port, 'localhost', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

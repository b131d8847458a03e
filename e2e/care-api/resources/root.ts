// What stands at the root, outside `/api/v1`: the probe, health and version. No login.
import { json } from '../answer.ts'
import { publicGet, type Route } from '../route.ts'

const healthy = (name: string, title: string, meta: Record<string, unknown> = {}) => ({
  name,
  title,
  code: 200,
  message: 'All OK',
  latency: 0.0005,
  meta,
})

export function rootRoutes(): Route[] {
  return [
    publicGet('/ping/', () => json({ status: 'OK' })),
    publicGet('/health/', () =>
      json({
        health: [
          healthy('Database', 'Database Check'),
          healthy('Cache', 'Cache Check'),
          healthy('Celery Queue Length', 'Cache Check', { queue_length: 0 }),
        ],
      }),
    ),
    publicGet('/app_version/', () => json({ version: 'unknown' })),
  ]
}

// An answer as an HTTP response.
import type { Answer } from './answer.ts'

export const htmlType = 'text/html; charset=utf-8'

export function toResponse(answer: Answer, method: string, headers: Record<string, string>): Response {
  const location = answer.location === undefined ? {} : { location: answer.location }
  const all = { ...headers, ...location }
  const without = method === 'HEAD' || answer.status === 204
  switch (answer.content.type) {
    case 'json': {
      const body = without ? null : JSON.stringify(answer.content.value)
      return new Response(body, {
        status: answer.status,
        headers: { ...all, 'content-type': 'application/json' },
      })
    }
    case 'html': {
      const page =
        answer.content.title === '' ? '' : `<!DOCTYPE html>\n<title>${answer.content.title}</title>`
      const body = without ? null : page
      return new Response(body, { status: answer.status, headers: { ...all, 'content-type': htmlType } })
    }
    case 'none':
      return new Response(null, { status: answer.status, headers: all })
  }
}

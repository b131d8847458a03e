// From a request to an answer: finds the route, the user and the body, runs the handler in a transaction.
import { TrieRouter } from 'hono/router/trie-router'
import { type Answer, html, json, redirect } from './answer.ts'
import { authenticate } from './authentication.ts'
import type { KeyedAnswers } from './keyed-answers.ts'
import { crash, Refusal } from './refusal.ts'
import type { Context, PublicCall, Route } from './route.ts'

interface Incoming {
  method: string
  /** Path and query. */
  url: string
  authorization: string | undefined
  /** The header `Idempotency-Key`, where a test has switched it on. */
  key?: string | undefined
  body(): unknown
}

interface Dispatched {
  answer: Answer
  userId: string | null
  /** Whether the answer depends on a cookie, as Django's `Vary` tells. */
  variesByCookie: boolean
}

export type Dispatch = (incoming: Incoming) => Dispatched

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export function createDispatch(context: Context, routes: Route[], keyed: KeyedAnswers): Dispatch {
  const router = new TrieRouter<Route>()
  for (const route of routes) for (const method of route.methods) router.add(method, route.path, route)

  const find = (method: string, path: string) => {
    const [match] = router.match(method, path)[0]
    if (match === undefined) return undefined
    return { route: match[0], params: match[1] as Record<string, string> }
  }
  const findAnyMethod = (path: string) => {
    for (const method of methods) {
      const match = find(method, path)
      if (match !== undefined) return match
    }
    return undefined
  }

  const unmatched = (method: string, path: string, search: string): Answer => {
    const slashMissing = !path.endsWith('/') && findAnyMethod(`${path}/`) !== undefined
    if (!slashMissing) return html(404, 'Not Found')
    return method !== 'GET' && context.settings.debug
      ? html(500, 'The trailing slash is missing')
      : redirect(`${path}/${search}`)
  }

  return ({ method, url, authorization, key, body }) => {
    const { pathname, search, searchParams } = new URL(url, 'http://localhost')
    const asked = method === 'HEAD' ? 'GET' : method
    const match = find(asked, pathname) ?? findAnyMethod(pathname)
    if (match === undefined) {
      const answer = unmatched(asked, pathname, search)
      return { answer, userId: null, variesByCookie: method !== 'GET' }
    }
    const { route, params } = match
    const call: PublicCall = { method: asked, path: pathname, query: searchParams, params, body }
    const variesByCookie = route.access === 'user' ? authorization === undefined : method === 'HEAD'
    let userId: string | null = null

    const run = (): Answer => {
      if (route.access === 'public') return checkMethod(route, asked) ?? route.handle(call)
      const user = authenticate(context, authorization)
      userId = user.id
      if (asked === 'OPTIONS') return json({ name: pathname, renders: ['application/json'] })
      const handle = () =>
        checkMethod(route, asked) ?? route.handle({ ...call, user, authorization: authorization ?? '' })
      return keyed.once(user.id, `${asked} ${pathname}`, key, handle)
    }
    const answer = answerOf(() => context.store.transaction(run, ({ status }) => status < 400))
    return { answer, userId, variesByCookie }
  }
}

function checkMethod(route: Route, method: string): Answer | undefined {
  const allowed: string[] = route.methods
  return allowed.includes(method) ? undefined : json({ detail: `Method "${method}" not allowed.` }, 405)
}

/** An exception that is no refusal is what it would be in CARE: a 500 with a page of HTML. */
function answerOf(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    console.error(error)
    return crash().answer
  }
}

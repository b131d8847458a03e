// What a handler gives back, before it becomes an HTTP response.
type Content = { type: 'json'; value: unknown } | { type: 'html'; title: string } | { type: 'none' }

export interface Answer {
  status: number
  content: Content
  location?: string
}

export const json = (value: unknown, status = 200): Answer => ({ status, content: { type: 'json', value } })

export const html = (status: number, title: string): Answer => ({ status, content: { type: 'html', title } })

export const empty = (status: number): Answer => ({ status, content: { type: 'none' } })

export const redirect = (location: string): Answer => ({
  status: 301,
  content: { type: 'html', title: '' },
  location,
})

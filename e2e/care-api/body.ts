// The body of a request as Django REST reads it: JSON or a refusal; an empty one is an empty object.
import { json } from './answer.ts'
import { badRequest, Refusal } from './refusal.ts'

export function readBody(text: string, contentType: string | undefined): unknown {
  if (text === '') return {}
  if (!/^application\/json\b/.test(contentType ?? '')) {
    throw new Refusal(json({ detail: `Unsupported media type "${contentType ?? ''}" in request.` }, 415))
  }
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest({ detail: `JSON parse error - ${reasonOf(text)}` })
  }
}

/** Only the two most frequent sentences of Python's parser are imitated. */
function reasonOf(text: string): string {
  return /^\{\s*[^"\s}]/.test(text)
    ? 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'
    : 'Expecting value: line 1 column 1 (char 0)'
}

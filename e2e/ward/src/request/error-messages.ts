// What CARE says when it refuses: pydantic lists, questionnaire errors, Django's fields, batches; all to sentences.

/** The sentences to show for the body of a refusal; none for a body that says there is nothing to show. */
export function errorMessages(body: unknown): string[] {
  return [...new Set(sentencesOf(body))]
}

function sentencesOf(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(sentencesOf)
  if (!isRecord(body)) return []
  if (Array.isArray(body.errors)) return body.errors.flatMap(sentenceOfError)
  if (Array.isArray(body.results)) return body.results.flatMap(sentencesOfSubResult)
  if (typeof body.detail === 'string') return [body.detail]
  return Object.entries(body).flatMap(([field, value]) =>
    Array.isArray(value) && typeof value[0] === 'string' ? [`${field}: ${value.join(' ')}`] : [],
  )
}

function sentencesOfSubResult(result: unknown): string[] {
  if (!isRecord(result) || (typeof result.status_code === 'number' && result.status_code < 300)) return []
  return sentencesOf(result.data)
}

function sentenceOfError(error: unknown): string[] {
  if (typeof error === 'string') return [error]
  if (!isRecord(error)) return []
  const words = isRecord(error.msg) ? error.msg.msg : (error.msg ?? error.error)
  if (typeof words !== 'string') return []
  const place = Array.isArray(error.loc) ? error.loc.join('.') : ''
  return [place ? `${place}: ${words}` : words]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

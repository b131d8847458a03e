// Words as people list them: "a, b, and c".

export function listOf(words: string[], language: string): string {
  try {
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
  } catch {
    return words.join(', ')
  }
}

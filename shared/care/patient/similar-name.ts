// Whether two names may be one person's, written by two people: case, accents, punctuation, order, initials, and a part
// left out make no difference. Another spelling does, and so does another script: nothing here knows how a name sounds.

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'smt'])
/** Above the Latin letters only: in Indian scripts the marks are vowels. */
const accents = /[\u0300-\u036f]/g
const nuktas = /[\u093c\u09bc\u0a3c]/g
/** Malayalam writes these six as one character or as two. */
const chillus: Record<string, string> = {
  '\u0d7a': '\u0d23\u0d4d',
  '\u0d7b': '\u0d28\u0d4d',
  '\u0d7c': '\u0d30\u0d4d',
  '\u0d7d': '\u0d32\u0d4d',
  '\u0d7e': '\u0d33\u0d4d',
  '\u0d7f': '\u0d15\u0d4d',
}

export function isSimilarName(a: string, b: string): boolean {
  const [mine, theirs] = [wordsOf(a), wordsOf(b)]
  if (mine.length === 0 || theirs.length === 0) return false
  if (mine.join(' ') === theirs.join(' ')) return true
  if (isRunOf(mine, theirs) || isRunOf(theirs, mine)) return true
  return mine.length <= theirs.length ? isPartOf(mine, theirs) : isPartOf(theirs, mine)
}

function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(accents, '')
    .replace(nuktas, '')
    .replace(/[\u0d7a-\u0d7f]/g, (letter) => chillus[letter] ?? letter)
    .replace(/[\p{Cf}'’ʼ`]/gu, '')
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')
  const named = words.filter((word) => !titles.has(word))
  return named.length > 0 ? named : words
}

/** "Rameshkumar" stands in "Ramesh Kumar Pillai", wherever the spaces are. */
function isRunOf(part: string[], whole: string[]): boolean {
  const letters = part.join('')
  if (lettersIn(letters) < 2) return false
  return whole.some((_, from) => {
    let run = ''
    for (let at = from; at < whole.length && run.length < letters.length; at++) run += whole[at] ?? ''
    return run === letters
  })
}

/** Every word of the shorter name is one of the longer, or its initial; at least one stands there in full. */
function isPartOf(few: string[], many: string[]): boolean {
  const left = [...many]
  const rest = few.filter((word) => !take(left, (other) => other === word))
  const inFull =
    few.filter((word) => !isInitial(word)).length - rest.filter((word) => !isInitial(word)).length
  return inFull > 0 && rest.every((word) => take(left, (other) => isInitialOf(word, other)))
}

function take(words: string[], fits: (word: string) => boolean): boolean {
  const at = words.findIndex(fits)
  if (at >= 0) words.splice(at, 1)
  return at >= 0
}

const isInitialOf = (a: string, b: string): boolean =>
  (isInitial(a) || isInitial(b)) && firstLetter(a) === firstLetter(b)

/** A letter may carry a vowel: it is still one. */
const isInitial = (word: string): boolean => lettersIn(word) === 1
const lettersIn = (word: string): number => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0
const firstLetter = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0)

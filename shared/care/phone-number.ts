// Phone numbers as people type them and as CARE keeps them: at most 14 characters, in the international form.

/** Without what people put between the digits. */
export const tidyPhone = (text: string): string => text.replace(/[\s().-]/g, '')

export const isPhoneNumber = (text: string): boolean => /^\+?\d{7,13}$/.test(tidyPhone(text))

/** A number typed without its country is that of whoever has it with one. */
export function isSamePhone(theirs: string, sent: string): boolean {
  const mine = tidyPhone(sent)
  if (mine === '') return false
  return mine.startsWith('+')
    ? tidyPhone(theirs) === mine
    : tidyPhone(theirs).endsWith(mine.replace(/^0/, ''))
}

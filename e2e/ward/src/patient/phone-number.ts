// Phone numbers as CARE keeps them (E.164, at most 14 characters), from what people type.

/** "098765 43210" and "9876543210" to "+919876543210"; "+91" alone, the form's start value, to "". */
export function toE164(typed: string): string {
  const compact = typed.replace(/[\s().-]/g, '')
  if (compact === '' || compact === '+91') return ''
  if (/^[6-9]\d{9}$/.test(compact)) return `+91${compact}`
  if (/^0[6-9]\d{9}$/.test(compact)) return `+91${compact.slice(1)}`
  return compact
}

/** "+919876543210" to "+91 98765 43210"; numbers of other countries as they are. */
export function readablePhone(e164: string | null | undefined): string {
  return (e164 ?? '').replace(/^(\+91)(\d{5})(\d{5})$/, '$1 $2 $3')
}

export function isPhoneNumber(e164: string): boolean {
  return /^\+91[6-9]\d{9}$/.test(e164) || /^\+(?!91)[1-9]\d{6,12}$/.test(e164)
}

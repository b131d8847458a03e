import type { Coding } from '../resources/questionnaire.ts'

/** UCUM codes that are written otherwise at the bedside. */
const SYMBOLS: Record<string, string> = { Cel: '°C', '[degF]': '°F', 'mm[Hg]': 'mmHg', '{score}': '' }

export function unitSymbol(unit: Coding | null | undefined): string {
  return unit ? (SYMBOLS[unit.code] ?? unit.code) : ''
}

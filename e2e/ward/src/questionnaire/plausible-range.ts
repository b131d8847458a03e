// What a living adult or child can measure, by LOINC code: wide, meant to catch slips of the finger only.
import type { Question } from '../resources/questionnaire.ts'

interface Range {
  min: number
  max: number
}

const BY_LOINC: Record<string, Range> = {
  '8310-5': { min: 25, max: 45 }, // body temperature, Celsius
  '8867-4': { min: 20, max: 300 }, // heart rate
  '8480-6': { min: 40, max: 300 }, // systolic
  '8462-4': { min: 20, max: 200 }, // diastolic
  '9279-1': { min: 4, max: 100 }, // respiratory rate
  '2708-6': { min: 30, max: 100 }, // oxygen saturation
  '59408-5': { min: 30, max: 100 }, // oxygen saturation by pulse oximetry
  '2339-0': { min: 10, max: 1500 }, // glucose, mg/dL
  '15074-8': { min: 0.5, max: 85 }, // glucose, mmol/L
  '29463-7': { min: 0.3, max: 400 }, // weight, kg
  '8302-2': { min: 20, max: 260 }, // height, cm
  '9269-2': { min: 3, max: 15 }, // Glasgow coma score
  '72514-3': { min: 0, max: 10 }, // pain
}

export function plausibleRange(question: Question): Range | undefined {
  return question.code ? BY_LOINC[question.code.code] : undefined
}

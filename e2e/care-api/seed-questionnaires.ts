// The forms of the seeded ward: vitals, a nursing note, and one about the patient.

import { idOf } from './ids.ts'
import { seeded } from './seeded.ts'
import type { Coding, Question } from './tables.ts'

const loinc = (code: string, display: string): Coding => ({ system: 'http://loinc.org', code, display })

const unit = (code: string, display: string): Coding => ({
  system: 'http://unitsofmeasure.org',
  code,
  display,
})

const perMinute = unit('/min', 'per minute')
const mercury = unit('mm[Hg]', 'millimetre of mercury')

const { vitals } = seeded

const vitalQuestions: Question[] = [
  {
    id: vitals.temperature,
    link_id: '1',
    text: 'Temperature',
    type: 'decimal',
    required: true,
    code: loinc('8310-5', 'Body temperature'),
    unit: unit('Cel', 'degree Celsius'),
  },
  {
    id: vitals.pulse,
    link_id: '2',
    text: 'Pulse',
    type: 'integer',
    code: loinc('8867-4', 'Heart rate'),
    unit: perMinute,
  },
  {
    id: vitals.respiratoryRate,
    link_id: '3',
    text: 'Respiratory rate',
    type: 'integer',
    code: loinc('9279-1', 'Respiratory rate'),
    unit: perMinute,
  },
  {
    id: vitals.systolic,
    link_id: '4',
    text: 'Systolic blood pressure',
    type: 'integer',
    code: loinc('8480-6', 'Systolic blood pressure'),
    unit: mercury,
  },
  {
    id: vitals.diastolic,
    link_id: '5',
    text: 'Diastolic blood pressure',
    type: 'integer',
    code: loinc('8462-4', 'Diastolic blood pressure'),
    unit: mercury,
  },
  {
    id: vitals.spo2,
    link_id: '6',
    text: 'SpO2',
    type: 'integer',
    code: loinc('2708-6', 'Oxygen saturation in Arterial blood'),
    unit: unit('%', 'percent'),
  },
  { id: vitals.note, link_id: '7', text: 'Note', type: 'text' },
]

const noteQuestions: Question[] = [
  { id: idOf('question note shift'), link_id: '1', text: 'Shift', type: 'choice', answer_option: shifts() },
  { id: idOf('question note text'), link_id: '2', text: 'Observations', type: 'text', required: true },
  { id: idOf('question note pain'), link_id: '3', text: 'Pain reported', type: 'boolean' },
  {
    id: idOf('question note where'),
    link_id: '4',
    text: 'Where does it hurt?',
    type: 'string',
    enable_when: [{ question: '3', operator: 'equals', answer: 'true' }],
  },
]

const historyQuestions: Question[] = [
  { id: idOf('question history tobacco'), link_id: '1', text: 'Uses tobacco', type: 'boolean' },
  { id: idOf('question history alone'), link_id: '2', text: 'Lives alone', type: 'boolean' },
  { id: idOf('question history work'), link_id: '3', text: 'Occupation', type: 'string' },
]

function shifts() {
  return [{ value: 'Morning' }, { value: 'Evening' }, { value: 'Night' }]
}

const { questionnaires } = seeded

export const seedForms = [
  { ...questionnaires.vitals, title: 'Vitals', subject_type: 'encounter', questions: vitalQuestions },
  {
    ...questionnaires.nursingNote,
    title: 'Nursing note',
    subject_type: 'encounter',
    questions: noteQuestions,
  },
  {
    ...questionnaires.socialHistory,
    title: 'Social history',
    subject_type: 'patient',
    questions: historyQuestions,
  },
]

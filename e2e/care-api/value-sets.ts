// The value sets of the embedded API and the terminology behind them. The concepts are an invented subset with
// invented codes, but for the three that the recordings name.
import { idOf } from './ids.ts'
import type { Settings } from './settings.ts'
import { type Check, isObject, valueError } from './spec.ts'
import { coding } from './spec-types.ts'

interface Concept {
  system: string
  code: string
  display: string
}

export interface ValueSet {
  id: string
  slug: string
  name: string
  system: string
  /** The concept above all others in it, where there is one. */
  root?: string
  concepts: Concept[]
}

const snomed = 'http://snomed.info/sct'

const conditions = `Fever=386661006|Cough|Headache|Sore throat|Abdominal pain|Chest pain|Shortness of breath|Nausea|Vomiting|
Diarrhoea|Dizziness|Fatigue|Joint pain|Back pain|Skin rash|Itching|Palpitations|Swelling of ankle|Loss of appetite|
Hypertension|Type 2 diabetes|Asthma|Pneumonia|Urinary tract infection|Dengue fever|Typhoid fever|Malaria|Anaemia|
Chronic kidney disease|Ischaemic heart disease|Heart failure|Stroke|Migraine|Gastritis|Cellulitis|Fracture of wrist`
const allergens = `Peanut=91935009|Penicillin|Amoxicillin|Sulfonamide|Aspirin|Ibuprofen|Cow's milk|Egg|Shellfish|Fish|
Wheat|Soy|Cashew nut|House dust mite|Grass pollen|Cat dander|Dog dander|Latex|Bee venom|Wasp venom|Iodine contrast|
Adhesive plaster|Insulin|Cephalosporin|Tetanus vaccine`
const medications = `Paracetamol=387517004|Paracetamol 500 mg tablet|Ibuprofen 400 mg tablet|Amoxicillin 500 mg capsule|
Azithromycin 500 mg tablet|Ceftriaxone 1 g injection|Metformin 500 mg tablet|Insulin, short acting|
Amlodipine 5 mg tablet|Losartan 50 mg tablet|Atenolol 50 mg tablet|Furosemide 40 mg tablet|Aspirin 75 mg tablet|
Atorvastatin 20 mg tablet|Omeprazole 20 mg capsule|Pantoprazole 40 mg injection|Ondansetron 4 mg tablet|
Salbutamol inhaler|Prednisolone 10 mg tablet|Cetirizine 10 mg tablet|Oral rehydration salts|Iron and folic acid tablet|
Heparin injection|Sodium chloride 0.9 % infusion|Ringer lactate infusion|Morphine 10 mg injection`

/** `name=code|name|..`: a name without a code gets an invented one. */
function conceptsIn(text: string, system: string, from: number): Concept[] {
  return text.split('|').map((entry, index) => {
    const [display = '', code] = entry.trim().split('=')
    return { system, code: code ?? String(from + index), display }
  })
}

const valueSet = (slug: string, name: string, text: string, from: number, root: string): ValueSet => ({
  id: idOf(`value set ${slug}`),
  slug,
  name,
  system: snomed,
  root,
  concepts: conceptsIn(text, snomed, from),
})

export const valueSets: ValueSet[] = [
  {
    id: idOf('value set sections'),
    slug: 'system-diagnostic-service-sections-code',
    name: 'Diagnostic Service Sections',
    system: 'http://terminology.hl7.org/CodeSystem/v2-0074',
    concepts: ['Laboratory', 'Radiology', 'Cardiology'].map((display) => ({
      system: 'http://terminology.hl7.org/CodeSystem/v2-0074',
      code: display.slice(0, 3).toUpperCase(),
      display,
    })),
  },
  valueSet(
    'system-route',
    'Route',
    'Oral|Intravenous|Intramuscular|Subcutaneous|Topical|Rectal',
    990100,
    '284009009',
  ),
  valueSet('system-condition-code', 'Condition', conditions, 990200, '404684003'),
  valueSet('system-allergy-code', 'Allergy', allergens, 990300, '105590001'),
  valueSet('system-medication', 'Medication', medications, 990400, '763158003'),
  valueSet(
    'system-as-needed-reason',
    'As Needed Reason',
    'Fever|Pain|Nausea|Cough|Itching',
    990500,
    '404684003',
  ),
  valueSet(
    'system-administration-method',
    'Administration Method',
    'Swallow|Inhale|Inject|Apply',
    990600,
    '736665006',
  ),
  valueSet(
    'system-body-site',
    'Body Site',
    'Left arm|Right arm|Abdomen|Chest|Left leg|Right leg',
    990700,
    '442083009',
  ),
  valueSet(
    'system-additional-instruction',
    'Additional Instruction',
    'After food|Before food|At bedtime',
    990800,
    '419492006',
  ),
]

/** Of a code that the subset does not hold, too: the terminology server behind a CARE knows more than we do. */
export function isInValueSet(settings: Settings, code: string): boolean {
  return settings.terminology === 'usable' && code !== 'bad'
}

/** A coding that is looked up at the terminology server, as the coded fields of clinical records are. */
export const boundCoding =
  (settings: Settings): Check =>
  (value) => {
    const findings = coding(value)
    if (findings.length > 0 || !isObject(value)) return findings
    if (settings.terminology === 'unusable') {
      return [valueError('Expecting value: line 1 column 1 (char 0)', value)]
    }
    return isInValueSet(settings, String(value.code))
      ? []
      : [valueError('Code does not exist in the valueset', value)]
  }

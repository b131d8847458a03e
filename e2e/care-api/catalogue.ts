// What a facility offers: services, and the definitions that charge items and service requests are made from.
// Fixed, and the least that the screens need: of the definitions no exchange is recorded.
import { idOf } from './ids.ts'

export const healthcareServices = [
  {
    id: idOf('healthcare service laboratory'),
    service_type: {},
    internal_type: 'lab',
    name: 'Pathology Lab',
    styling_metadata: { careIcon: 'microscope' },
    extra_details: '',
  },
]

interface ChargeDefinition {
  id: string
  slug: string
  title: string
  status: string
  price: number
}

const charge = (slug: string, title: string, price: number): ChargeDefinition => ({
  id: idOf(`charge item definition ${slug}`),
  slug,
  title,
  status: 'active',
  price,
})

export const chargeDefinitions = [
  charge('bed-day', 'Bed, one day', 800),
  charge('nursing-care', 'Nursing care, one day', 250),
  charge('dressing', 'Dressing', 150),
  charge('nebulisation', 'Nebulisation', 100),
]

const activity = (slug: string, title: string, code: string, category: string) => ({
  id: idOf(`activity definition ${slug}`),
  slug,
  title,
  status: 'active',
  classification: category,
  description: '',
  code: { system: 'http://snomed.info/sct', code, display: title },
})

export const activityDefinitions = [
  activity('full-blood-count', 'Full blood count', '991001', 'laboratory'),
  activity('blood-sugar', 'Random blood sugar', '991002', 'laboratory'),
  activity('chest-x-ray', 'Chest X-ray', '991003', 'imaging'),
]

// What of the saved items this app has a form for, and the way to it.
import { navigate } from 'raviger'

const FORMS: readonly string[] = [
  'create_patient',
  'update_patient',
  'create_encounter',
  'non_structured_questionnaire',
  'structured_questionnaire',
  'create_resource_request',
  'create_appointment',
  'reschedule_appointment',
]

/** For the layer's pieces: which buttons they show, and what they do. The form leads back to where one was. */
export const mending = {
  editable: ({ type }: { type: string }) => FORMS.includes(type),
  onEdit: (writeId: string) => navigate(`/write/${writeId}`, { query: { from: window.location.pathname } }),
}

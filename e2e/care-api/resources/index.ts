// All routes of the API. Where two paths match, the first in this order wins.
import type { Dispatch } from '../dispatch.ts'
import type { Context, Route } from '../route.ts'
import { authRoutes } from './auth.ts'
import { batchRoutes } from './batch.ts'
import { billingRoutes } from './billing.ts'
import { bookingRoutes } from './booking.ts'
import { clinicalRoutes } from './clinical.ts'
import { deviceRoutes } from './device.ts'
import { encounterRoutes } from './encounter.ts'
import { encounterActionRoutes } from './encounter-actions.ts'
import { facilityRoutes } from './facility.ts'
import { fileRoutes } from './file.ts'
import { formResultRoutes } from './form-results.ts'
import { locationRoutes } from './location.ts'
import { noteRoutes } from './note.ts'
import { organizationRoutes } from './organization.ts'
import { patientRoutes } from './patient.ts'
import { patientIdentifierRoutes } from './patient-identifier.ts'
import { patientSearchRoutes } from './patient-search.ts'
import { patientUserRoutes } from './patient-user.ts'
import { prescriptionRoutes } from './prescription.ts'
import { questionnaireRoutes } from './questionnaire.ts'
import { questionnaireSubmitRoutes } from './questionnaire-submit.ts'
import { resourceRequestRoutes } from './resource-request.ts'
import { rootRoutes } from './root.ts'
import { scheduleRoutes } from './schedule.ts'
import { serviceRequestRoutes } from './service-request.ts'
import { slotRoutes } from './slot.ts'
import { tagRoutes } from './tag.ts'
import { tagConfigRoutes } from './tag-config.ts'
import { tokenRoutes } from './token.ts'
import { userRoutes } from './user.ts'
import { valueSetRoutes } from './value-set.ts'

export const resourceRoutes = (context: Context, dispatch: () => Dispatch): Route[] => [
  ...rootRoutes(),
  ...authRoutes(context),
  ...userRoutes(context),
  ...facilityRoutes(context),
  ...organizationRoutes(context),
  ...patientSearchRoutes(context),
  ...patientRoutes(context),
  ...patientUserRoutes(context),
  ...patientIdentifierRoutes(context),
  ...encounterRoutes(context),
  ...encounterActionRoutes(context),
  ...tagRoutes(context),
  ...questionnaireRoutes(context),
  ...questionnaireSubmitRoutes(context),
  ...scheduleRoutes(context),
  ...slotRoutes(context),
  ...bookingRoutes(context),
  ...tokenRoutes(context),
  ...resourceRequestRoutes(context),
  ...formResultRoutes(context),
  ...clinicalRoutes(context),
  ...prescriptionRoutes(context),
  ...noteRoutes(context),
  ...fileRoutes(context),
  ...valueSetRoutes(context),
  ...tagConfigRoutes(context),
  ...locationRoutes(context),
  ...billingRoutes(context),
  ...serviceRequestRoutes(context),
  ...deviceRoutes(context),
  ...batchRoutes(context, dispatch),
]

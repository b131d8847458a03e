// All routes of the API. Where two paths match, the first in this order wins.
import type { Dispatch } from '../dispatch.ts'
import type { Context, Route } from '../route.ts'
import { authRoutes } from './auth.ts'
import { batchRoutes } from './batch.ts'
import { bookingRoutes } from './booking.ts'
import { clinicalListRoutes } from './clinical-lists.ts'
import { encounterRoutes } from './encounter.ts'
import { encounterActionRoutes } from './encounter-actions.ts'
import { facilityRoutes } from './facility.ts'
import { organizationRoutes } from './organization.ts'
import { patientRoutes } from './patient.ts'
import { patientIdentifierRoutes } from './patient-identifier.ts'
import { patientSearchRoutes } from './patient-search.ts'
import { patientUserRoutes } from './patient-user.ts'
import { questionnaireRoutes } from './questionnaire.ts'
import { questionnaireSubmitRoutes } from './questionnaire-submit.ts'
import { resourceRequestRoutes } from './resource-request.ts'
import { rootRoutes } from './root.ts'
import { scheduleRoutes } from './schedule.ts'
import { slotRoutes } from './slot.ts'
import { tagRoutes } from './tag.ts'
import { tokenRoutes } from './token.ts'
import { userRoutes } from './user.ts'

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
  ...clinicalListRoutes(context),
  ...scheduleRoutes(context),
  ...slotRoutes(context),
  ...bookingRoutes(context),
  ...tokenRoutes(context),
  ...resourceRequestRoutes(context),
  ...batchRoutes(dispatch),
]

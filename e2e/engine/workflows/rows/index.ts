// The rows of the table, in CARE's order. A new one is a file beside this and a line here.

import type { Workflow } from '../workflow.ts'
import { appointmentStatus } from './appointment-status.ts'
import { assignUser } from './assign-user.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { commentOnRequest } from './comment-on-request.ts'
import { completeEncounter, completeEncounterInBatch } from './complete-encounter.ts'
import { createAppointment } from './create-appointment.ts'
import { createEncounter } from './create-encounter.ts'
import { createPatient } from './create-patient.ts'
import { createResourceRequest } from './create-resource-request.ts'
import { fileUpload } from './file-upload.ts'
import { giveToken } from './give-token.ts'
import { removeUser } from './remove-user.ts'
import { rescheduleAppointment } from './reschedule-appointment.ts'
import { structuredAnswers } from './structured-answers.ts'
import { structuredAppointment } from './structured-appointment.ts'
import { structuredEncounter } from './structured-encounter.ts'
import { structuredFile } from './structured-file.ts'
import { structuredCharge, structuredOrder } from './structured-orders.ts'
import { timeOfDeath } from './time-of-death.ts'
import { unstructuredAnswers } from './unstructured-answers.ts'
import { updatePatient } from './update-patient.ts'
import { updateResourceRequest } from './update-resource-request.ts'

/** Each group has a file of tests. */
export const records: readonly Workflow[] = [
  createPatient,
  updatePatient,
  createEncounter,
  completeEncounter,
  completeEncounterInBatch,
  createResourceRequest,
  updateResourceRequest,
  commentOnRequest,
  assignUser,
  removeUser,
]

export const appointments: readonly Workflow[] = [
  createAppointment,
  rescheduleAppointment,
  ...appointmentStatus,
  cancelAppointment,
  giveToken,
]

export const questionnaires: readonly Workflow[] = [
  unstructuredAnswers,
  ...structuredAnswers,
  structuredEncounter,
  structuredAppointment,
  timeOfDeath,
  fileUpload,
  structuredFile,
  structuredCharge,
  structuredOrder,
]

export const groups = { records, appointments, questionnaires }
export const workflows: readonly Workflow[] = Object.values(groups).flat()

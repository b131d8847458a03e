import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromLocalInput, toLocalInput } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Card } from '../components/ui/card.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { EncounterForm } from '../encounter/encounter-form.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import type { EncounterCreate } from '../resources/encounter.ts'
import { facilityOrganizationsQuery } from '../resources/facility.ts'
import { type MendProps, refusalOf } from './mend-props.ts'
import { OpenEncounters } from './open-encounters.tsx'

export function MendEncounter({ write, payload, saving, save, cancel }: MendProps<EncounterCreate>) {
  const { t } = useTranslation()
  const departments = useQuery(facilityOrganizationsQuery(payload.facility))
  const refusal = refusalOf(write)
  const [linked, setLinked] = useState(refusal !== 'appointment-linked')
  const { period, encounter_class, priority, status, organizations } = payload
  const started = toLocalInput(period.start ? new Date(period.start) : new Date())
  return (
    <>
      <PatientLine patientId={payload.patient} />
      {refusal === 'too-many-encounters' && (
        <OpenEncounters
          facilityId={payload.facility}
          patientId={payload.patient}
          write={write}
          onDone={cancel}
        />
      )}
      {payload.appointment && (
        <Card>
          <Field label={t('appointment')} group>
            {(control) => (
              <RadioPills
                {...control}
                value={linked ? 'with' : 'without'}
                onValueChange={(value) => setLinked(value === 'with')}
                options={['with', 'without'].map((each) => ({
                  value: each,
                  label: t(`appointment_${each}`),
                }))}
              />
            )}
          </Field>
        </Card>
      )}
      <QueryView query={departments} what={t('departments')}>
        {({ results }) => (
          <EncounterForm
            departments={results}
            initial={{ encounter_class, priority, status, organizations, started }}
            submitLabel={t('mend_save')}
            saving={saving}
            onCancel={cancel}
            onSubmit={({ started: begins, ...form }) =>
              save({
                ...payload,
                ...form,
                period: begins === started ? period : { ...period, start: fromLocalInput(begins) },
                ...(payload.appointment && !linked ? { appointment: null } : {}),
              })
            }
          />
        )}
      </QueryView>
    </>
  )
}

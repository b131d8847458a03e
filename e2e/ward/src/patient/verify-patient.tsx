import { useQuery, useQueryClient } from '@tanstack/react-query'
import { navigate } from 'raviger'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { Input } from '../components/ui/input.tsx'
import { HTTPError } from '../request/http-error.ts'
import { type PartialPatient, type PatientProof, patientByProofQuery } from '../resources/patient.ts'

interface VerifyPatientProps {
  facilityId: string
  patient: PartialPatient
  onClose: () => void
}

export function VerifyPatient({ facilityId, patient, onClose }: VerifyPatientProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [year, setYear] = useState('')
  const [invalid, setInvalid] = useState(false)
  const [proof, setProof] = useState<PatientProof | null>(null)
  const found = useQuery(patientByProofQuery(proof))

  useEffect(() => {
    if (found.data) navigate(`/facility/${facilityId}/patient/${found.data.id}`)
  }, [found.data, facilityId])

  const verify = (event: FormEvent) => {
    event.preventDefault()
    const isYear = /^(18|19|20)\d\d$/.test(year.trim())
    setInvalid(!isYear)
    if (!isYear) return
    void queryClient.removeQueries({ queryKey: ['patients', 'verify'] })
    setProof({
      phone_number: patient.phone_number,
      year_of_birth: year.trim(),
      partial_id: patient.partial_id,
    })
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={patient.name}
      description={t('verify_text')}
    >
      <form onSubmit={verify} className="flex flex-col gap-4" noValidate>
        <Field
          label={t('year_of_birth')}
          required
          error={invalid ? 'error_year' : found.isError ? wordsFor(found.error) : undefined}
          errorValues={{ what: t('patient') }}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              maxLength={4}
              value={year}
              onChange={(event) => setYear(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="outline" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={found.isFetching}>
            {t('open_record')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function wordsFor(error: Error): string {
  return error instanceof HTTPError && error.status === 403 ? 'verify_failed' : 'could_not_be_loaded'
}

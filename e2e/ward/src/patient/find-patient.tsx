// Finds a patient by phone. The matches are partial: CARE shows a record to who knows the year of birth.
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { PartialNotice } from '../components/partial-notice.tsx'
import { Empty, QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card } from '../components/ui/card.tsx'
import { Input } from '../components/ui/input.tsx'
import { type PartialPatient, patientsByPhoneQuery } from '../resources/patient.ts'
import { isPhoneNumber, toE164 } from './phone-number.ts'
import { VerifyPatient } from './verify-patient.tsx'

export function FindPatient({ facilityId }: { facilityId: string }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [phone, setPhone] = useState('')
  const [invalid, setInvalid] = useState(false)
  const [chosen, setChosen] = useState<PartialPatient | null>(null)
  const matches = useQuery(patientsByPhoneQuery(phone))

  const search = (event: FormEvent) => {
    event.preventDefault()
    const number = toE164(typed)
    setInvalid(!isPhoneNumber(number))
    if (!isPhoneNumber(number)) setPhone('')
    else if (number === phone) void matches.refetch()
    else setPhone(number)
  }

  return (
    <Card className="flex flex-col gap-3">
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser of the ward */}
      <form role="search" onSubmit={search} className="flex flex-wrap items-start gap-3" noValidate>
        <Field
          label={t('find_by_phone')}
          error={invalid ? 'error_phone' : undefined}
          className="min-w-60 flex-1"
        >
          {(control) => (
            <Input
              {...control}
              type="tel"
              inputMode="tel"
              placeholder="+91 98765 43210"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="outline" className="mt-6.5">
          <Search aria-hidden />
          {t('search')}
        </Button>
      </form>
      {phone !== '' && <PartialNotice found={matches} isEmpty={false} />}
      {phone !== '' && (
        <QueryView query={matches} what={t('search_result')}>
          {({ results }) =>
            results.length === 0 ? (
              <Empty>{t('no_patient_with_phone', { phone })}</Empty>
            ) : (
              <ul className="divide-y divide-gray-200 border-t border-gray-200">
                {results.map((patient) => (
                  <li key={patient.partial_id} className="flex items-center justify-between gap-3 py-2">
                    <span className="min-w-0">
                      <span className="block truncate font-medium">{patient.name}</span>
                      <span className="text-sm text-gray-500">{t(`gender_${patient.gender}`)}</span>
                    </span>
                    <Button
                      variant="soft"
                      onClick={() => setChosen(patient)}
                      aria-label={t('open_patient', { name: patient.name })}
                    >
                      {t('open')}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      )}
      {chosen && <VerifyPatient facilityId={facilityId} patient={chosen} onClose={() => setChosen(null)} />}
    </Card>
  )
}

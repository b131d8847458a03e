import { DataAge, Receipt } from 'care-offline/react'
import { Pencil, Plus } from 'lucide-react'
import { Link, navigate } from 'raviger'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/ui/button.tsx'
import { type Patient, patientQuery } from '../resources/patient.ts'
import { AgeAndSex } from './identity.tsx'

interface PatientHeaderProps {
  facilityId: string
  patient: Patient
}

export function PatientHeader({ facilityId, patient }: PatientHeaderProps) {
  const { t } = useTranslation()
  const home = `/facility/${facilityId}/patient/${patient.id}`
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-gray-200 bg-white p-4 shadow-xs sm:p-5">
      <Avatar name={patient.name} />
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold break-words text-gray-900">{patient.name}</h1>
          <DataAge queryKey={patientQuery(patient.id).queryKey} />
        </div>
        <p className="text-gray-600">
          <AgeAndSex patient={patient} />
        </p>
        <Receipt of={patient.id} onOpen={() => navigate('/sync')} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline">
          <Link href={`${home}/edit`}>
            <Pencil aria-hidden />
            {t('edit')}
          </Link>
        </Button>
        <Button asChild>
          <Link href={`${home}/encounter/new`}>
            <Plus aria-hidden />
            {t('start_encounter')}
          </Link>
        </Button>
      </div>
    </header>
  )
}

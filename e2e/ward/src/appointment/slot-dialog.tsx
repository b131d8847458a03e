// Choosing a slot, with a word about why: for a new appointment, or to move one.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { Input } from '../components/ui/input.tsx'
import { SlotPicker } from './slot-picker.tsx'

interface SlotDialogProps {
  facilityId: string
  title: string
  description: string
  confirm: string
  saving: boolean
  onClose: () => void
  onConfirm: (slotId: string, note: string) => void
}

export function SlotDialog({ facilityId, title, description, confirm, ...dialog }: SlotDialogProps) {
  const { t } = useTranslation()
  const [slotId, setSlotId] = useState('')
  const [note, setNote] = useState('')
  return (
    <Dialog open onOpenChange={dialog.onClose} title={title} description={description}>
      <SlotPicker facilityId={facilityId} slotId={slotId} onChoose={setSlotId} />
      <Field label={t('note')}>
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={dialog.onClose}>
          {t('back')}
        </Button>
        <Button disabled={slotId === '' || dialog.saving} onClick={() => dialog.onConfirm(slotId, note)}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  )
}

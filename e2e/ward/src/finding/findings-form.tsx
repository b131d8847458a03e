// One form for a symptom, an allergy and a medicine; what is on record already is said anew, not twice.
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card } from '../components/ui/card.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { FINDING_KINDS, type FindingKind, findingDetails, findingValueSets } from '../resources/finding.ts'
import type { Coding } from '../resources/questionnaire.ts'
import { CodingSearch } from './coding-search.tsx'

interface Choice {
  coding: Coding
  detail: string
}
export type Chosen = Partial<Record<FindingKind, Choice>>

interface FindingsFormProps {
  /** What a form that was saved already says. */
  initial?: Chosen
  saving: boolean
  onSubmit: (chosen: Chosen) => void
  onCancel: () => void
}

export function FindingsForm({ initial = {}, saving, onSubmit, onCancel }: FindingsFormProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Chosen>(initial)
  return (
    <form
      noValidate
      aria-label={t('add_findings')}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(chosen)
      }}
    >
      {FINDING_KINDS.map((kind) => {
        const [first = ''] = findingDetails[kind]
        const choice = chosen[kind]
        return (
          <Card key={kind} className="grid gap-5 md:grid-cols-2">
            <Field label={t(`finding_${kind}`)}>
              {(control) => (
                <CodingSearch
                  {...control}
                  valueSet={findingValueSets[kind]}
                  value={choice?.coding}
                  onChoose={({ system, code, display }) =>
                    setChosen({
                      ...chosen,
                      [kind]: { coding: { system, code, display }, detail: choice?.detail ?? first },
                    })
                  }
                />
              )}
            </Field>
            {choice && (
              <Field label={t(`finding_how_${kind}`)} group>
                {(control) => (
                  <RadioPills
                    {...control}
                    value={choice.detail}
                    onValueChange={(detail) => setChosen({ ...chosen, [kind]: { ...choice, detail } })}
                    options={findingDetails[kind].map((each) => ({
                      value: each,
                      label: t(`finding_${each}`),
                    }))}
                  />
                )}
              </Field>
            )}
          </Card>
        )
      })}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={saving || Object.keys(chosen).length === 0}>
          <Check aria-hidden />
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

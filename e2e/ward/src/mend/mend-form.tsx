// A filled form, in its present version: answers are carried over where the question is the same, others stand beside.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Definition } from '../components/definition.tsx'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { Select } from '../components/ui/select.tsx'
import { PatientLine } from '../patient/patient-line.tsx'
import { allQuestions } from '../questionnaire/question-tree.ts'
import { QuestionnaireForm } from '../questionnaire/questionnaire-form.tsx'
import {
  activeQuestionnairesQuery,
  type Questionnaire,
  type QuestionResult,
  questionnaireQuery,
  type SubRequest,
} from '../resources/questionnaire.ts'
import { EncounterChoice, useOpenEncounters } from './encounter-choice.tsx'
import type { MendProps } from './mend-props.ts'

interface Submission {
  resource_id: string
  encounter: string
  patient: string
  results: QuestionResult[]
}
type Payload = { requests: (SubRequest & { body: Submission })[] }

export function MendForm(props: MendProps<Payload>) {
  const { t } = useTranslation()
  const [sub] = props.payload.requests
  const slug = sub?.url.match(/questionnaire\/([^/]+)\/submit/)?.[1] ?? ''
  const own = useQuery(questionnaireQuery(slug))
  const [otherSlug, setOtherSlug] = useState('')
  const isRetired = own.data !== undefined && own.data.status !== 'active'
  const active = useQuery({ ...activeQuestionnairesQuery(), enabled: isRetired })
  const used = isRetired ? active.data?.results.find((each) => each.slug === otherSlug) : own.data
  if (!sub) return null
  return (
    <>
      <PatientLine patientId={sub.body.patient} />
      <QueryView query={own} what={t('form')}>
        {() => (
          <>
            {isRetired && (
              <Card>
                <QueryView query={active} what={t('mend_form')}>
                  {({ results }) => (
                    <Field label={t('mend_form')} hint={t('mend_retired')} required>
                      {(control) => (
                        <Select
                          {...control}
                          value={otherSlug}
                          placeholder={t('choose')}
                          onValueChange={setOtherSlug}
                          options={results.map((each) => ({ value: each.slug, label: each.title }))}
                        />
                      )}
                    </Field>
                  )}
                </QueryView>
              </Card>
            )}
            <Answers key={used?.slug ?? ''} {...props} sub={sub} used={used} />
          </>
        )}
      </QueryView>
    </>
  )
}

interface AnswersProps extends MendProps<Payload> {
  sub: Payload['requests'][number]
  /** The form to be filled in; undefined while none is chosen. */
  used: Questionnaire | undefined
}

function Answers({ sub, used, payload, record, saving, save, cancel }: AnswersProps) {
  const { t } = useTranslation()
  const { body } = sub
  const encounters = useOpenEncounters(body.patient, body.encounter)
  const given = flat(body.results).filter(({ values }) => values.some(({ value }) => value))
  const asked = new Set(allQuestions(used?.questions ?? []).map(({ id }) => id))
  const answers = Object.fromEntries(
    given.map(({ question_id, values }) => [question_id, values[0]?.value ?? '']),
  )
  const before = (record as { results?: { data?: { questionnaire?: Questionnaire } }[] }).results?.[0]
  const questions = allQuestions(before?.data?.questionnaire?.questions ?? [])
  const left = given.filter(({ question_id }) => !asked.has(question_id))
  return (
    <>
      <EncounterChoice patientId={body.patient} choice={encounters} />
      {left.length > 0 && (
        <Card aria-labelledby="other-answers" className="flex flex-col gap-3">
          <SectionTitle id="other-answers">{t(used ? 'mend_other_answers' : 'mend_answers')}</SectionTitle>
          <dl className="grid grid-cols-2 gap-4">
            {left.map(({ question_id, values }) => (
              <Definition
                key={question_id}
                name={questions.find(({ id }) => id === question_id)?.text ?? t('question')}
              >
                {values.map(({ value }) => value).join(', ')}
              </Definition>
            ))}
          </dl>
        </Card>
      )}
      {used && (
        <QuestionnaireForm
          questionnaire={used}
          initial={{ answers, takenAt: given.find(({ taken_at }) => taken_at)?.taken_at }}
          submitLabel={t('mend_save')}
          saving={saving || encounters.id === ''}
          onCancel={cancel}
          onSubmit={(results) => {
            const encounter = encounters.id
            const resource_id = body.resource_id === body.encounter ? encounter : body.resource_id
            const url = `/api/v1/questionnaire/${used.slug}/submit/`
            const mended = {
              ...sub,
              url,
              reference_id: used.id,
              body: { ...body, resource_id, encounter, results },
            }
            save({ requests: payload.requests.map((each) => (each === sub ? mended : each)) })
          }}
        />
      )}
    </>
  )
}

const flat = (results: readonly QuestionResult[]): QuestionResult[] =>
  results.flatMap((result) => [result, ...flat(result.sub_results?.flat() ?? [])])

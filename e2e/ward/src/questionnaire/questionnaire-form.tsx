import { zodResolver } from '@hookform/resolvers/zod'
import { Check } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { fromLocalInput, toLocalInput } from '../components/date-time.ts'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { Input } from '../components/ui/input.tsx'
import type { Question, Questionnaire, QuestionResult } from '../resources/questionnaire.ts'
import { answersSchema, toResults } from './answers-schema.ts'
import { type AnswersForm, QuestionField } from './question-field.tsx'
import { type Answers, allQuestions, isEnabled } from './question-tree.ts'

interface QuestionnaireFormProps {
  questionnaire: Questionnaire
  /** What a form that was saved already says: answers by question, and when they were taken (ISO). */
  initial?: { answers: Answers; takenAt: string | undefined }
  submitLabel: string
  saving: boolean
  onSubmit: (results: QuestionResult[]) => void
  onCancel: () => void
}

export function QuestionnaireForm(props: QuestionnaireFormProps) {
  const { t } = useTranslation()
  const { questions } = props.questionnaire
  const all = useMemo(() => allQuestions(questions), [questions])
  const schema = useMemo(() => answersSchema(questions), [questions])
  const [nothingAnswered, setNothingAnswered] = useState(false)
  const takenAt = props.initial?.takenAt && toLocalInput(new Date(props.initial.takenAt))
  const form = useForm<AnswersForm>({
    resolver: zodResolver(schema),
    defaultValues: {
      takenAt: takenAt ?? toLocalInput(new Date()),
      answers: Object.fromEntries(
        all.map((question) => [question.id, offered(question, props.initial?.answers[question.id])]),
      ),
    },
  })
  const answers = useWatch({ control: form.control, name: 'answers' })

  const submit = form.handleSubmit((values) => {
    const results = toResults(
      questions,
      values.answers,
      values.takenAt === takenAt ? (props.initial?.takenAt ?? '') : fromLocalInput(values.takenAt),
    )
    setNothingAnswered(results.length === 0)
    if (results.length > 0) props.onSubmit(results)
  })

  const fieldsOf = (level: readonly Question[]) =>
    level
      .filter((question) => isEnabled(question, all, answers))
      .map((question) =>
        question.type === 'group' ? (
          <fieldset key={question.id} className="grid min-w-0 gap-5 md:col-span-2 md:grid-cols-2">
            <legend className="mb-3 text-sm font-semibold text-gray-800">{question.text}</legend>
            {fieldsOf(question.questions ?? [])}
          </fieldset>
        ) : (
          <QuestionField key={question.id} question={question} form={form} />
        ),
      )

  return (
    <form noValidate aria-label={props.questionnaire.title} className="flex flex-col gap-4" onSubmit={submit}>
      <Card className="grid gap-5 md:grid-cols-2">
        <SectionTitle className="md:col-span-2">{props.questionnaire.title}</SectionTitle>
        <Field
          label={t('taken_at')}
          required
          error={form.formState.errors.takenAt?.message}
          className="md:col-span-2 md:max-w-xs"
        >
          {(control) => <Input {...control} type="datetime-local" {...form.register('takenAt')} />}
        </Field>
        {fieldsOf(questions)}
      </Card>
      {nothingAnswered && (
        <p role="alert" className="text-right text-sm text-red-700">
          {t('error_nothing_answered')}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <Button variant="outline" onClick={props.onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={props.saving}>
          <Check aria-hidden />
          {props.submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** An answer that is no longer among those to choose from is not carried over. */
function offered({ answer_option }: Question, answer = ''): string {
  return !answer_option || answer_option.some(({ value }) => value === answer) ? answer : ''
}

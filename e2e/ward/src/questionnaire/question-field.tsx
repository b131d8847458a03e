// One question as a form control, by its type. Types that this app does not know are named, not hidden.
import { Controller, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Field } from '../components/field.tsx'
import { Input } from '../components/ui/input.tsx'
import { RadioPills } from '../components/ui/radio-pills.tsx'
import { Select } from '../components/ui/select.tsx'
import { Textarea } from '../components/ui/textarea.tsx'
import type { Question } from '../resources/questionnaire.ts'
import { plausibleRange } from './plausible-range.ts'
import type { Answers } from './question-tree.ts'
import { unitSymbol } from './unit-symbol.ts'

export interface AnswersForm {
  takenAt: string
  answers: Answers
}

interface QuestionFieldProps {
  question: Question
  form: UseFormReturn<AnswersForm>
}

const PILLS_UP_TO = 4

export function QuestionField({ question, form }: QuestionFieldProps) {
  const { t } = useTranslation()
  const name = `answers.${question.id}` as const
  const range = plausibleRange(question)
  const options =
    question.type === 'boolean'
      ? [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]
      : question.answer_option?.map((each) => ({ value: each.value, label: each.display ?? each.value }))
  const field = {
    label: question.text,
    required: question.required ?? false,
    error: form.formState.errors.answers?.[question.id]?.message,
    errorValues: { ...range },
    hint: question.description,
  }

  switch (question.type) {
    case 'integer':
    case 'decimal':
      return (
        <Field {...field}>
          {(control) => (
            <div className="relative">
              <Input
                {...control}
                inputMode={question.type === 'integer' ? 'numeric' : 'decimal'}
                autoComplete="off"
                className={question.unit ? 'pr-20' : ''}
                {...form.register(name)}
              />
              {question.unit && (
                <span className="pointer-events-none absolute inset-y-0 right-3 grid max-w-18 place-items-center truncate text-sm text-gray-500">
                  {unitSymbol(question.unit)}
                </span>
              )}
            </div>
          )}
        </Field>
      )
    case 'string':
      return (
        <Field {...field}>
          {(control) => <Input {...control} autoComplete="off" {...form.register(name)} />}
        </Field>
      )
    case 'text':
      return (
        <Field {...field} className="md:col-span-2">
          {(control) => <Textarea {...control} autoComplete="off" {...form.register(name)} />}
        </Field>
      )
    case 'boolean':
    case 'choice':
      return (
        <Controller
          control={form.control}
          name={name}
          render={({ field: { value, onChange } }) =>
            (options?.length ?? 0) <= PILLS_UP_TO ? (
              <Field {...field} group>
                {(control) => (
                  <RadioPills
                    {...control}
                    value={value ?? ''}
                    onValueChange={onChange}
                    options={options ?? []}
                  />
                )}
              </Field>
            ) : (
              <Field {...field}>
                {(control) => (
                  <Select
                    {...control}
                    value={value ?? ''}
                    onValueChange={onChange}
                    placeholder={t('choose')}
                    options={options ?? []}
                  />
                )}
              </Field>
            )
          }
        />
      )
    case 'display':
      return <p className="text-sm text-gray-600 md:col-span-2">{question.text}</p>
    default:
      return (
        <p className="text-sm text-gray-500 md:col-span-2">
          {t('question_not_supported', { question: question.text })}
        </p>
      )
  }
}

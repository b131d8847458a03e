import { ArrivalNote, NeedsAttention, PendingBadge } from 'care-offline/react'
import { useTranslation } from 'react-i18next'
import { useDateTime } from '../components/date-time.ts'
import { Definition } from '../components/definition.tsx'
import { Card } from '../components/ui/card.tsx'
import { mending } from '../mend/mending.ts'
import type { Question, QuestionnaireResponse, QuestionResult } from '../resources/questionnaire.ts'
import { fullName } from '../resources/user.ts'
import { allQuestions } from './question-tree.ts'
import { unitSymbol } from './unit-symbol.ts'

export function ResponseCard({ response }: { response: QuestionnaireResponse }) {
  const { t } = useTranslation()
  const { dayAndTime } = useDateTime()
  const title = response.questionnaire?.title ?? response.structured_response_type ?? t('response')
  const questions = new Map(
    allQuestions(response.questionnaire?.questions ?? []).map((question) => [question.id, question]),
  )
  const answered = flatResults(response.responses).filter((result) => result.values.length > 0)
  const takenAt = answered.find((result) => result.taken_at)?.taken_at
  return (
    <Card className="flex flex-col gap-3" aria-label={title}>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <h3 className="font-semibold text-gray-900">{title}</h3>
          <p className="text-sm text-gray-500">
            {dayAndTime(takenAt ?? response.created_date)}
            {response.created_by && ` · ${fullName(response.created_by)}`}
          </p>
        </div>
        <div className="flex flex-col items-end gap-1 text-sm text-gray-600">
          <PendingBadge record={response.id} />
          <ArrivalNote record={response.id} />
        </div>
      </div>
      <NeedsAttention record={response.id} {...mending} />
      {answered.length > 0 && (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
          {answered.map((result) => {
            const question = questions.get(result.question_id)
            return (
              <Definition
                key={result.question_id}
                name={question?.text ?? t('question')}
                wide={question?.type === 'text'}
              >
                {result.values.map((value) => inWords(value.value, question, t)).join(', ')}
              </Definition>
            )
          })}
        </dl>
      )}
    </Card>
  )
}

function flatResults(results: readonly QuestionResult[]): QuestionResult[] {
  return results.flatMap((result) => [result, ...flatResults(result.sub_results?.flat() ?? [])])
}

function inWords(value: string | null, question: Question | undefined, t: (key: string) => string): string {
  if (value === null) return ''
  if (question?.type === 'boolean') return t(value === 'true' || value === '1' ? 'yes' : 'no')
  if (question?.type === 'choice') {
    return question.answer_option?.find((option) => option.value === value)?.display ?? value
  }
  const unit = unitSymbol(question?.unit)
  return unit ? `${value} ${unit}` : value
}

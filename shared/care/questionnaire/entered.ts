// A form's answers under its questions, as people said them: also where the form is retired by now.

import type { Json, JsonObject } from '../../json.ts'
import type { Entered, MatchedWrite } from '../../policy/write-policy.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import { submissionOf } from './submission.ts'

export function enteredAnswers(write: MatchedWrite, provisional: Json): Entered[] {
  const questions = questionsIn(asObject(provisional).questionnaire)
  return answersIn(submissionOf(write).body.results, questions)
}

/** All of them, at any depth. */
export function questionsIn(questionnaire: Json | undefined): JsonObject[] {
  return objectsIn(asObject(questionnaire).questions).flatMap((question) => [
    question,
    ...questionsIn(question),
  ])
}

function answersIn(results: Json | undefined, questions: JsonObject[]): Entered[] {
  return objectsIn(results).flatMap(({ question_id, values, note, sub_results }) => {
    const question = questions.find(({ id }) => sameId(id, question_id))
    const said = [...objectsIn(values).map((value) => answerOf(value, question)), textOf(note)]
    const value = said.filter((words) => words !== '').join(', ')
    const inside = Array.isArray(sub_results)
      ? sub_results.flatMap((entry) => answersIn(entry ?? null, questions))
      : []
    return [...(value === '' ? [] : [{ name: textOf(question?.text), value }]), ...inside]
  })
}

function answerOf({ value, unit, coding }: JsonObject, question: JsonObject | undefined): string {
  const code = asObject(coding)
  const of = asObject(textOf(asObject(unit).code) === '' ? question?.unit : unit)
  const chosen = objectsIn(question?.answer_option).find((option) => option.value === value)
  const words = textOf(chosen?.display) || textOf(value) || textOf(code.display) || textOf(code.code)
  return [words, words === '' ? '' : textOf(of.display) || textOf(of.code)]
    .filter((part) => part !== '')
    .join(' ')
}

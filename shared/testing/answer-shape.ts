// What an answer of CARE looks like, as plain data: the kinds of its fields, checked against what was recorded and
// against what is made here; the TypeScript type of such an answer follows from it.

import { isObject, type Json, type JsonObject } from '../json.ts'

/**
 * `text?` and so on may also be null; `object` holds anything; `{ orEmpty }` is CARE's relation, `{}` where there is
 * none; `{ maybe }` is null where there is none; `{ either }` is one of two; `{ optional }` may be left out; `{ each }` is a table under names of its own.
 */
export type Shape =
  | 'text'
  | 'text?'
  | 'number'
  | 'number?'
  | 'flag'
  | 'object'
  | 'nothing'
  | readonly [Shape]
  | { readonly orEmpty: Shape }
  | { readonly maybe: Shape }
  | { readonly either: readonly [Shape, Shape] }
  | { readonly optional: Shape }
  | { readonly each: Shape }
  | { readonly fields: { readonly [name: string]: Shape } }

export type AnswerOf<S> = S extends 'text'
  ? string
  : S extends 'text?'
    ? string | null
    : S extends 'number'
      ? number
      : S extends 'number?'
        ? number | null
        : S extends 'flag'
          ? boolean
          : S extends 'object'
            ? JsonObject
            : S extends 'nothing'
              ? null
              : S extends readonly [infer Item]
                ? AnswerOf<Item>[]
                : S extends { readonly orEmpty: infer Of }
                  ? AnswerOf<Of> | Record<string, never>
                  : S extends { readonly maybe: infer Of }
                    ? AnswerOf<Of> | null
                    : S extends { readonly either: readonly [infer One, infer Other] }
                      ? AnswerOf<One> | AnswerOf<Other>
                      : S extends { readonly optional: infer Of }
                        ? AnswerOf<Of> | undefined
                        : S extends { readonly each: infer Of }
                          ? Record<string, AnswerOf<Of>>
                          : S extends { readonly fields: infer Fields }
                            ? { [Name in keyof Fields]: AnswerOf<Fields[Name]> }
                            : never

/** The answer, as what it is; throws where it is not. */
export function answerAs<const S extends Shape>(shape: S, value: Json | undefined): AnswerOf<S> {
  const wrong = misfits(value, shape)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  return value as AnswerOf<S>
}

/** Where the answer is of another kind, lacks a field, or has one too many. */
export function misfits(value: Json | undefined, shape: Shape, at = ''): string[] {
  const wrong = [`${at}: ${value === undefined ? 'missing' : JSON.stringify(value).slice(0, 40)}`]
  if (typeof shape !== 'string' && 'optional' in shape)
    return value === undefined ? [] : misfits(value, shape.optional, at)
  if (value === undefined) return wrong
  if (typeof shape === 'string') return isOfKind(value, shape) ? [] : wrong
  if ('orEmpty' in shape) return isEmpty(value) ? [] : misfits(value, shape.orEmpty, at)
  if ('maybe' in shape) return value === null ? [] : misfits(value, shape.maybe, at)
  if ('either' in shape) {
    const [one, other] = shape.either.map((of) => misfits(value, of, at))
    return one?.length === 0 ? [] : (other ?? [])
  }
  if ('each' in shape) {
    if (!isObject(value)) return wrong
    return Object.entries(value).flatMap(([name, item]) => misfits(item, shape.each, `${at}/${name}`))
  }
  if ('fields' in shape) {
    if (!isObject(value)) return wrong
    const more = Object.keys(value).filter((name) => !(name in shape.fields))
    return [
      ...more.map((name) => `${at}/${name}: one too many`),
      ...Object.entries(shape.fields).flatMap(([name, of]) => misfits(value[name], of, `${at}/${name}`)),
    ]
  }
  if (!Array.isArray(value)) return wrong
  return value.flatMap((item, i) => misfits(item, shape[0], `${at}/${i}`))
}

const isEmpty = (value: Json): boolean => isObject(value) && Object.keys(value).length === 0

function isOfKind(value: Json, kind: Shape & string): boolean {
  if (kind.endsWith('?') && value === null) return true
  if (kind === 'nothing') return value === null
  if (kind === 'object') return isObject(value)
  if (kind === 'flag') return typeof value === 'boolean'
  return typeof value === (kind.startsWith('text') ? 'string' : 'number')
}

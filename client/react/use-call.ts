// One question to the engine at a time, and why the last one was not answered.

import { useRef, useState } from 'react'
import type { Failure, Result } from '../../shared/failure.ts'

export interface Call {
  isBusy: boolean
  failure: Failure | null
  /** The answer; undefined where there was none, or where another question is still open. */
  ask<Value>(question: () => Promise<Result<Value>>): Promise<Value | undefined>
}

export function useCall(): Call {
  const open = useRef(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  async function ask<Value>(question: () => Promise<Result<Value>>): Promise<Value | undefined> {
    if (open.current) return undefined
    open.current = true
    setBusy(true)
    setFailure(null)
    const result = await question()
    open.current = false
    setBusy(false)
    if (result.ok) return result.value
    setFailure(result.failure)
    return undefined
  }

  return { isBusy, failure, ask }
}

// A value that changes, and those who want to hear of it.

export type Undo = () => void

export interface Subject<Value> {
  get(): Value
  /** Calls back after each change; returns the undo. */
  subscribe(listener: (value: Value) => void): Undo
}

export interface SettableSubject<Value> extends Subject<Value> {
  /** Tells the listeners only where the value is another one. */
  set(value: Value): void
}

export function createSubject<Value>(initial: Value): SettableSubject<Value> {
  let current = initial
  const listeners = new Set<(value: Value) => void>()
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of [...listeners]) listener(value)
    },
    subscribe(listener) {
      const own = (value: Value) => listener(value)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

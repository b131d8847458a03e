// Who goes first: what a person waits for and the replay before what is fetched ahead of need.

export interface RightOfWay {
  /** Work that others give way to. */
  during<Value>(work: () => Promise<Value>): Promise<Value>
  /** Resolves when there is none of it, at once where there is none now. */
  clear(): Promise<void>
}

export function createRightOfWay(): RightOfWay {
  let underWay = 0
  let waiting: (() => void)[] = []
  return {
    async during(work) {
      underWay += 1
      try {
        return await work()
      } finally {
        underWay -= 1
        if (underWay === 0) {
          for (const go of waiting) go()
          waiting = []
        }
      }
    },
    async clear() {
      while (underWay > 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

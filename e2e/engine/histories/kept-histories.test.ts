// What once went wrong goes well.

import { describe, it } from 'vitest'
import { keptHistories } from './kept-histories.ts'
import { play } from './play.ts'

describe('a history that once ended badly', () => {
  it.each(keptHistories)('$name', ({ history }) => play(history))
})

// One part of all histories: see `describe-histories.ts`.

import { describeHistories } from './describe-histories.ts'

describeHistories(1)

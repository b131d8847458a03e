// The workflows of questionnaires, by the kinds of their answers, and of files, in every column.

import { prove } from './prove.ts'
import { questionnaires } from './rows/index.ts'

prove(questionnaires)

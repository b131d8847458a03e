// The workflows of patients, encounters, resource requests, and who is assigned, in every column.

import { prove } from './prove.ts'
import { records } from './rows/index.ts'

prove(records)

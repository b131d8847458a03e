// The workflows of appointments, in every column.

import { prove } from './prove.ts'
import { appointments } from './rows/index.ts'

prove(appointments)

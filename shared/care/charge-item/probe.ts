// Have these charges reached the server? A row tells what was charged, how much and when; where it does not tell by
// whom, a colleague may have charged the same, and a person must look: nobody pays twice.

import type { JsonObject } from '../../json.ts'
import type { Probe, ProbeContext, ProbeResult } from '../../policy/write-policy.ts'
import { asked } from '../asked.ts'
import { asObject, textOf } from '../json-record.ts'
import { isByUser, judgeAnswers, judgeParts, rowsSince } from '../probe-tools.ts'
import { chargesIn, isDefinedBy } from './record.ts'

export const probeCharges: Probe = function* ({ request, params }, context) {
  const claimed = new Set(context.claimed)
  const rowsOf = new Map<string, JsonObject[] | undefined>()
  const parts: { decides: boolean; result: ProbeResult; ids: string[] }[] = []
  for (const charge of chargesIn(request)) {
    const encounter = textOf(charge.encounter)
    if (!rowsOf.has(encounter)) {
      const list = (page: Record<string, string>) =>
        asked.chargeItems(params.facilityId ?? '', { ordering: '-created_date', encounter, ...page })
      rowsOf.set(encounter, yield* rowsSince(list, context))
    }
    const rows = rowsOf.get(encounter)
    const result = rows ? judge(charge, rows, { ...context, claimed }) : { unsure: [] }
    const id = 'found' in result ? textOf(asObject(result.found).id) : ''
    if (id !== '') claimed.add(id)
    parts.push({ decides: true, result, ids: id === '' ? [] : [id] })
  }
  return judgeParts(parts, () => ({}))
}

function judge(charge: JsonObject, rows: JsonObject[], context: ProbeContext): ProbeResult {
  const alike = rows.filter(
    (row) =>
      isDefinedBy(asObject(row.charge_item_definition), charge.charge_item_definition) &&
      Number(row.quantity) === Number(charge.quantity),
  )
  const tellsAuthor = (row: JsonObject) => textOf(asObject(row.created_by).id) !== ''
  const mine = judgeAnswers(
    alike.filter((row) => tellsAuthor(row) && isByUser(row, context)),
    context,
  )
  if (!('absent' in mine)) return mine
  const anybodys = judgeAnswers(
    alike.filter((row) => !tellsAuthor(row)),
    context,
  )
  return 'found' in anybodys ? { unsure: [textOf(asObject(anybodys.found).id)] } : anybodys
}

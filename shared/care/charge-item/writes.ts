// Charging what was done, by definitions of the facility. Sent alone, or as part of a form's batch. No such write was
// recorded on a running CARE: the route, and the answer `{}`, are as the embedded API has them, which was written from
// CARE's source.

import type { Json, JsonObject } from '../../json.ts'
import type { Affect, InvalidField, WritePolicy } from '../../policy/write-policy.ts'
import { asked, route } from '../asked.ts'
import { checkForm, required } from '../form-check.ts'
import { addNew } from '../in-doubt.ts'
import { echoInstant } from '../instants.ts'
import { asObject, findRecord, objectsIn, sameId, textOf } from '../json-record.ts'
import { belongs } from '../page.ts'
import { probeCharges } from './probe.ts'
import { chargeFilters, chargeId, chargeRow, chargesIn, isDefinedBy, rowsMade } from './record.ts'

const mostCharges = 100

const inList: Affect = {
  read: 'chargeItem.list',
  project(body, write, { request, params }) {
    if (!sameId(params.facilityId, write.params.facilityId)) return body
    const charges = chargesIn(write.request)
    return rowsMade(write).reduce<Json | undefined>((page, row, index) => {
      const isIn = belongs(row, request, chargeFilters(textOf(charges[index]?.encounter)))
      return isIn ? addNew(page, request, row, write, ['/title', '/quantity']) : page
    }, body)
  },
}

export const chargeItemWrites: WritePolicy[] = [
  {
    key: 'chargeItem.apply',
    type: 'charge_item',
    version: 1,
    method: 'POST',
    path: route('facility/{facilityId}/charge_item/apply_charge_item_defs/'),
    resource: 'chargeItem',
    validate: ({ body }) => checkCharges(body),
    // The answer names no id.
    creates: () => [],
    // It adds to the encounter and changes nothing of it: one that is refused holds back nobody else.
    changes: () => [],
    shownOn: ({ request }, writeId, inBatch = 0) =>
      chargesIn(request).map((_, index) => chargeId(writeId, inBatch, index)),
    datedOnArrival: () => true,
    needs: ({ request, params }) => ({
      definitions: { every: 'chargeItemDefinition.list' },
      encounter: asked.encounter(textOf(chargesIn(request)[0]?.encounter), {
        facility: params.facilityId ?? '',
      }),
      bare: asked.encounter(textOf(chargesIn(request)[0]?.encounter)),
    }),
    normalize: ({ request }, { known, now }) => {
      const definitions = objectsIn(known.definitions).flatMap(({ answer }) =>
        objectsIn(asObject(answer).results),
      )
      const rows = chargesIn(request).map((charge) => {
        const definition = definitions.find((one) => isDefinedBy(one, charge.charge_item_definition))
        return chargeRow(charge, definition, echoInstant(now))
      })
      return { offline_rows: rows }
    },
    affects: [inList],
    probe: probeCharges,
    adopt: (candidateId, { params }) => asked.chargeItem(params.facilityId ?? '', candidateId),
    label: ({ request }, known) => {
      const encounter = findRecord([known.encounter, known.bare], chargesIn(request)[0]?.encounter)
      return textOf(asObject(encounter?.patient).name)
    },
  },
]

function checkCharges(body: Json | undefined): InvalidField[] {
  const charges = chargesIn({ body: body ?? null })
  if (charges.length === 0) return [{ at: ['requests'], words: 'Nothing has been entered.' }]
  if (charges.length > mostCharges)
    return [{ at: ['requests'], words: `More than ${mostCharges} entries at once.` }]
  return charges.flatMap((charge, index) =>
    checkForm(charge, [
      required('charge_item_definition', 'Charge'),
      required('encounter', 'Encounter'),
      wholeQuantity,
    ]).map(({ at, words }) => ({ at: ['requests', index, ...at], words })),
  )
}

const wholeQuantity = ({ quantity }: JsonObject): InvalidField[] =>
  Number.isInteger(Number(quantity)) && Number(quantity) > 0
    ? []
    : [{ at: ['quantity'], words: 'Quantity is not a whole number above zero.' }]

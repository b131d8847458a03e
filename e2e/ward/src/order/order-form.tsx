// One order or charge: what, and how urgent or how often.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { Field } from '../components/field.tsx'
import { QueryView } from '../components/query-view.tsx'
import { Button } from '../components/ui/button.tsx'
import { Select } from '../components/ui/select.tsx'
import { mutate } from '../request/mutate.ts'
import {
  type OrderKind,
  orderDefinitionsQuery,
  orderDetails,
  orderRequest,
  ordersQuery,
} from '../resources/order.ts'
import { batchApi } from '../resources/questionnaire.ts'

interface OrderFormProps {
  kind: OrderKind
  facilityId: string
  encounterId: string
  onDone: () => void
}

export function OrderForm({ kind, facilityId, encounterId, onDone }: OrderFormProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const definitions = useQuery(orderDefinitionsQuery(kind, facilityId))
  const [first = ''] = orderDetails[kind]
  const [definition, setDefinition] = useState('')
  const [detail, setDetail] = useState(first)
  const submit = useMutation({
    mutationFn: mutate(batchApi.submit),
    onSuccess: () => {
      toast.success(t('order_saved'))
      const { queryKey } = ordersQuery(kind, facilityId, encounterId)
      void queryClient.invalidateQueries({ queryKey })
      onDone()
    },
  })
  const inWords = (value: string) => (kind === 'charge_item' ? value : t(`priority_${value}`))
  return (
    <QueryView query={definitions} what={t(`order_what_${kind}`)}>
      {({ results }) => (
        <form
          noValidate
          aria-label={t(`order_add_${kind}`)}
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            submit.mutate({ requests: [orderRequest(kind, facilityId, encounterId, definition, detail)] })
          }}
        >
          <Field label={t(`order_what_${kind}`)}>
            {(control) => (
              <Select
                {...control}
                value={definition}
                placeholder={t('finding_choose')}
                onValueChange={setDefinition}
                options={results.map(({ slug, title }) => ({ value: slug, label: title }))}
              />
            )}
          </Field>
          <Field label={t(`order_how_${kind}`)}>
            {(control) => (
              <Select
                {...control}
                value={detail}
                onValueChange={setDetail}
                options={orderDetails[kind].map((value) => ({ value, label: inWords(value) }))}
              />
            )}
          </Field>
          <Button type="submit" disabled={submit.isPending || definition === ''}>
            {t('save')}
          </Button>
        </form>
      )}
    </QueryView>
  )
}

// What was ordered and charged in an encounter, each with a short form for more.
import { useQuery } from '@tanstack/react-query'
import { ArrivalNote, PendingBadge } from 'care-offline/react'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '../components/query-view.tsx'
import { TitleWithAge } from '../components/title-with-age.tsx'
import { Button } from '../components/ui/button.tsx'
import { Card, SectionTitle } from '../components/ui/card.tsx'
import { Dialog } from '../components/ui/dialog.tsx'
import { ORDER_KINDS, type OrderKind, orderDefinitionsQuery, ordersQuery } from '../resources/order.ts'
import { OrderForm } from './order-form.tsx'

interface OrdersProps {
  facilityId: string
  encounterId: string
  open: boolean
}

export function Orders(props: OrdersProps) {
  const { t } = useTranslation()
  return (
    <Card aria-labelledby="orders" className="flex flex-col gap-4">
      <TitleWithAge resource={['serviceRequest', 'chargeItem']}>
        <SectionTitle id="orders">{t('orders')}</SectionTitle>
      </TitleWithAge>
      <div className="grid gap-6 md:grid-cols-2">
        {ORDER_KINDS.map((kind) => (
          <OrderList key={kind} kind={kind} {...props} />
        ))}
      </div>
    </Card>
  )
}

function OrderList({ kind, facilityId, encounterId, open }: OrdersProps & { kind: OrderKind }) {
  const { t } = useTranslation()
  const orders = useQuery(ordersQuery(kind, facilityId, encounterId))
  // Asked now, so that the form is there when the network is not.
  useQuery({ ...orderDefinitionsQuery(kind, facilityId), enabled: open })
  const [asking, setAsking] = useState(false)
  const what = t(`order_${kind}`)
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <h3 className="text-sm text-gray-500">{what}</h3>
      <QueryView query={orders} what={what}>
        {({ results }) =>
          results.length === 0 ? (
            <p className="text-sm text-gray-500">{t(`no_order_${kind}`)}</p>
          ) : (
            <ul aria-label={what} className="flex flex-col gap-2">
              {results.map((order) => (
                <li key={order.id} className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{order.title}</span>
                  <span className="text-sm text-gray-600">
                    {order.quantity === undefined
                      ? t(`priority_${order.priority}`, { defaultValue: order.priority })
                      : `× ${order.quantity}`}
                  </span>
                  <PendingBadge record={order.id} />
                  <ArrivalNote record={order.id} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {open && (
        <Button variant="soft" onClick={() => setAsking(true)}>
          <Plus aria-hidden />
          {t(`order_add_${kind}`)}
        </Button>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t(`order_add_${kind}`)}
        description={t(`order_add_${kind}_text`)}
      >
        <OrderForm
          kind={kind}
          facilityId={facilityId}
          encounterId={encounterId}
          onDone={() => setAsking(false)}
        />
      </Dialog>
    </div>
  )
}

import type { Answer } from '../ports.ts'
import { createFakeNetwork, silence } from './fake-network.ts'
import { describeNetwork } from './network-contract.ts'

describeNetwork('the fake', (otherEnd) => {
  const network = createFakeNetwork(() => {
    if (otherEnd === 'cut') return silence
    if (otherEnd === 'silent') return { kind: 'none', reason: 'timeout' }
    return { kind: 'answer', redirected: false, retryAfter: null, ...otherEnd }
  })
  network.receive = network.respond as () => Answer
  return { network, left: () => network.sent.length + network.contents.length }
})

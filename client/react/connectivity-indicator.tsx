// Whether CARE can be reached, in a word. Nothing as long as nobody knows.

import type { Connectivity } from '../../shared/connection/connectivity.ts'
import { Badge } from './badge.tsx'
import { useConnectivity } from './hooks.ts'
import type { IconName } from './icon.tsx'
import type { WordKey } from './words/en.ts'
import { useWords } from './words/use-words.ts'
import type { Tone } from './write-status.ts'

const looks: Record<Connectivity, { tone: Tone; icon: IconName; key: WordKey }> = {
  online: { tone: 'good', icon: 'cloud', key: 'connectivity_online' },
  unreachable: { tone: 'warning', icon: 'cloud-off', key: 'connectivity_unreachable' },
  offline: { tone: 'warning', icon: 'cloud-off', key: 'connectivity_offline' },
  'captive-portal': { tone: 'warning', icon: 'wifi', key: 'connectivity_captive_portal' },
}

export function ConnectivityIndicator() {
  const { say } = useWords()
  const connectivity = useConnectivity()
  if (connectivity === 'unknown') return null
  const { tone, icon, key } = looks[connectivity]
  return (
    <Badge tone={tone} icon={icon}>
      {say(key)}
    </Badge>
  )
}

// A small tinted sign with words.

import { Icon } from './icon.tsx'
import { Look } from './look.tsx'
import type { WriteStatus } from './write-status.ts'

interface BadgeProps extends Pick<WriteStatus, 'tone' | 'icon'> {
  /** More of it, where somebody points at it. */
  title?: string | undefined
  children: string
}

/** Its changes are told to those who cannot see them. */
export function Badge({ tone, icon, title, children }: BadgeProps) {
  return (
    <span role="status" className={`co-badge co-${tone}`} title={title}>
      <Look />
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}

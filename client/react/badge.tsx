// A small tinted sign with words.

import { Icon } from './icon.tsx'
import { Look } from './look.tsx'
import type { WriteStatus } from './write-status.ts'

interface BadgeProps extends Pick<WriteStatus, 'tone' | 'icon'> {
  /** More of it, where somebody points at it. */
  title?: string | undefined
  children: string
  /** `off`: what changes by itself all the time is not told. */
  live?: 'off'
}

/** Its changes are told to those who cannot see them. */
export function Badge({ tone, icon, title, live, children }: BadgeProps) {
  return (
    <span {...(live ? {} : { role: 'status' })} className={`co-badge co-${tone}`} title={title}>
      <Look />
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}

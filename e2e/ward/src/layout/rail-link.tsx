import { Link, usePath } from 'raviger'
import type { ReactNode } from 'react'
import { cn } from '../components/ui/class-names.ts'

interface RailLinkProps {
  href: string
  icon: ReactNode
  children: string
}

export function RailLink({ href, icon, children }: RailLinkProps) {
  const current = usePath() === href
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-lg px-0.5 text-center text-xs leading-tight font-medium text-gray-600 hover:bg-gray-200/70 sm:flex-none [&_svg]:size-5',
        current && 'bg-white text-primary-800 shadow-xs hover:bg-white',
      )}
    >
      {icon}
      <span className="max-w-full hyphens-auto break-words">{children}</span>
    </Link>
  )
}

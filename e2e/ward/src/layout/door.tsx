// The frame of the two screens that stand before signing in.
import type { ReactNode } from 'react'
import { PageTitle } from '../components/page-title.tsx'
import { Card } from '../components/ui/card.tsx'
import { LanguageSelect } from './language-select.tsx'

interface DoorProps {
  title: string
  /** Stands above the card. */
  notice?: ReactNode
  children: ReactNode
}

export function Door({ title, notice, children }: DoorProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 p-4">
      <div className="flex items-center gap-3">
        <img src="/icon.svg" alt="" className="size-11" />
        <span className="mr-auto text-lg font-semibold">CARE</span>
        <LanguageSelect />
      </div>
      {notice}
      <Card className="flex flex-col gap-5 p-6 sm:p-8">
        <PageTitle>{title}</PageTitle>
        {children}
      </Card>
    </main>
  )
}

// The frame of the two screens that stand before signing in.
import { SyncBanner } from 'care-offline/react'
import type { ReactNode } from 'react'
import { PageTitle } from '../components/page-title.tsx'
import { Card } from '../components/ui/card.tsx'
import { LanguageSelect } from './language-select.tsx'

export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 p-4">
      <div className="flex items-center gap-3">
        <img src="/icon.svg" alt="" className="size-11" />
        <span className="mr-auto text-lg font-semibold">CARE</span>
        <LanguageSelect />
      </div>
      <div className="overflow-hidden rounded-lg">
        <SyncBanner />
      </div>
      <Card className="flex flex-col gap-5 p-6 sm:p-8">
        <PageTitle>{title}</PageTitle>
        {children}
      </Card>
    </main>
  )
}

import { Content, Description, Overlay, Portal, Root, Title } from '@radix-ui/react-dialog'
import type { ReactNode } from 'react'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  children: ReactNode
}

export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Overlay className="fixed inset-0 z-40 bg-gray-900/40" />
        <Content className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-xl border border-gray-200 bg-white p-6 shadow-xl">
          <div className="flex flex-col gap-1.5">
            <Title className="text-lg font-semibold text-gray-900">{title}</Title>
            <Description className="text-sm text-gray-600">{description}</Description>
          </div>
          {children}
        </Content>
      </Portal>
    </Root>
  )
}

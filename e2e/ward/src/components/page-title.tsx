import { useEffect } from 'react'

/** The page's heading, which is also the document's title. */
export function PageTitle({ children }: { children: string }) {
  useDocumentTitle(children)
  return <h1 className="text-2xl font-semibold tracking-tight text-gray-900">{children}</h1>
}

export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · CARE ward` : 'CARE ward'
  }, [title])
}

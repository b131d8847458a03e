/** The first letters of a name; says nothing to a screen reader, for the name stands beside it. */
export function Avatar({ name }: { name: string }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
  return (
    <span
      aria-hidden
      className="grid size-12 shrink-0 place-items-center rounded-lg bg-violet-50 text-lg font-bold text-violet-800"
    >
      {initials}
    </span>
  )
}

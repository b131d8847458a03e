// One line of what there is to say about a saved item.

interface FactProps {
  name: string
  /** On a line of its own. */
  wide?: boolean
  children: string
}

export const Fact = ({ name, wide = false, children }: FactProps) => (
  <div {...(wide ? { className: 'co-wide' } : {})}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

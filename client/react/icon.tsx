// The few signs the pieces use. Drawn for the eye only: the words beside them say the same.

const paths = {
  check: ['M20 6 9 17l-5-5'],
  tablet: ['M6 2h12a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Z', 'M12 18h.01'],
  sending: ['M12 19V5', 'm5 12 7-7 7 7'],
  waiting: ['M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z', 'M12 7v5l3 2'],
  alert: ['M12 4 2.5 20h19L12 4Z', 'M12 10v4', 'M12 17h.01'],
  cloud: ['M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 10a4 4 0 0 1 0 8H7Z'],
  'cloud-off': ['M7 18a4.5 4.5 0 0 1-.5-9', 'M10 6a6 6 0 0 1 8 4 4 4 0 0 1 3 6.5', 'M7 18h9', 'M3 3l18 18'],
  wifi: ['M4 10a12 12 0 0 1 16 0', 'M7 13.5a7.5 7.5 0 0 1 10 0', 'M10 17a3 3 0 0 1 4 0', 'M12 20h.01'],
  key: ['M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z', 'm11 12 8-8', 'm16 7 3 3'],
  update: ['M20 11A8 8 0 0 0 5 8l-2 2', 'M3 4v6h6', 'M4 13a8 8 0 0 0 15 3l2-2', 'M21 20v-6h-6'],
  unfold: ['m6 9 6 6 6-6'],
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`co-icon co-icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {paths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}

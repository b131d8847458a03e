// Path templates such as `/api/v1/patient/{id}/`. A parameter matches a whole segment: `{id}` any UUID (so that
// `/patient/search/` is no patient), `{name:slug}` any other word.

export type PathParams = Record<string, string>

export interface PathTemplate {
  readonly template: string
  match(path: string): PathParams | undefined
  fill(params: PathParams): string
}

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
const slug = '[^/]+'

export function pathTemplate(template: string): PathTemplate {
  const names: string[] = []
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)(:slug)?\}/g, (_, name: string, kind) => {
      names.push(name)
      return `(${kind ? slug : uuid})`
    })
  const pattern = new RegExp(`^${source}$`)
  return {
    template,
    match(path) {
      const found = pattern.exec(path)
      return found ? Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ''])) : undefined
    },
    fill(params) {
      return template.replace(/\{(\w+)(:slug)?\}/g, (_, name: string) => {
        const value = params[name]
        if (value === undefined) throw new Error(`${template} has no value for ${name}`)
        return value
      })
    },
  }
}

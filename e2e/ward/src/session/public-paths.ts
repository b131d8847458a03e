/** The screens that anybody may see. */
export function isPublicPath(path: string | null): boolean {
  return path === '/login' || path === '/session-expired'
}

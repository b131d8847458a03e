/** Whose token it is (claim `user_id`); null when it is not a readable JWT. */
export function userIdOfToken(token: string): string | null {
  try {
    const payload = token.split('.')[1] ?? ''
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    if (typeof claims !== 'object' || claims === null || !('user_id' in claims)) return null
    return String(claims.user_id)
  } catch {
    return null
  }
}

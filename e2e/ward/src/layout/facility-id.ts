import { usePath } from 'raviger'
import type { CurrentUser } from '../resources/user.ts'

/** The facility in the address, else the user's first. */
export function useFacilityId(user: CurrentUser): string | undefined {
  const path = usePath()
  return path?.match(/^\/facility\/([^/]+)/)?.[1] ?? user.facilities[0]?.id
}

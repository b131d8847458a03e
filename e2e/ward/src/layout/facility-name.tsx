import { useQuery } from '@tanstack/react-query'
import { facilityQuery } from '../resources/facility.ts'
import { useAuth } from '../session/auth-provider.tsx'

/** The user's own list of facilities gives the name too, while the facility itself is not there. */
export function FacilityName({ facilityId }: { facilityId: string }) {
  const facility = useQuery(facilityQuery(facilityId))
  const { user } = useAuth()
  const known = user.data?.facilities.find((each) => each.id === facilityId)
  return facility.data?.name ?? known?.name ?? 'CARE'
}

// One ward and one API for all scenarios, on the ports that the built app knows; stopped when they are through.

import { startCareApi } from '../../care-api/start-care-api.ts'
import { startWardServer } from '../../serve-ward.ts'
import { controlPort } from './ward.ts'

export default async function startHouse(): Promise<() => Promise<void>> {
  const api = await startCareApi({ controlPort })
  const ward = await startWardServer({ apiUrl: api.url, bucketUrl: api.bucketUrl })
  return async () => {
    await ward.close()
    await api.close()
  }
}

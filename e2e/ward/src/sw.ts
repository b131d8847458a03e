// The ward's service worker: all it does is install the layer.
import { carePolicies } from 'care-offline/care'
import { installOffline, type PrecacheList } from 'care-offline/sw'
import { apiUrl } from './api-url.ts'

declare const self: { __WB_MANIFEST: PrecacheList }

installOffline({ apiUrl, policies: carePolicies, precache: self.__WB_MANIFEST })

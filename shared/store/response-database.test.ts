import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describeResponseStore } from '../testing/response-store-contract.ts'

describeResponseStore('the fake IndexedDB', { indexedDB: new IDBFactory(), IDBKeyRange })

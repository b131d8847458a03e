// What can be set about the server. A test may change these while it runs.
export interface Settings {
  /** Life of an access token. Default 10, as CARE. */
  accessMinutes: number
  /** Life of a refresh token. Default 30, as CARE. */
  refreshMinutes: number
  /** Whether more than 5 logins of one user name in 10 minutes are refused. Default off: tests log in often. */
  loginLimit: boolean
  /** Origins that get CORS headers. `*` means all. */
  allowedOrigins: '*' | string[]
  /** Django's debug mode: a POST without the trailing slash is then a 500 instead of a redirect. Default off. */
  debug: boolean
  /** What the terminology server behind the value sets says. `unusable` makes every coded answer fail. */
  terminology: 'usable' | 'unusable'
  /** Origins that may call the bucket, which has a CORS rule of its own. `*` means all. */
  bucketOrigins: '*' | string[]
  /** Off, the bucket cuts connections, and CARE cannot store inline files there. */
  bucketReachable: boolean
  /** The batch feature of newer servers; off, its key is ignored as an unknown one. Default off. */
  replacements: boolean
}

export const defaultSettings: Settings = {
  accessMinutes: 10,
  refreshMinutes: 30,
  loginLimit: false,
  allowedOrigins: ['http://localhost:4173'],
  debug: false,
  terminology: 'usable',
  bucketOrigins: ['http://localhost:4173'],
  bucketReachable: true,
  replacements: false,
}

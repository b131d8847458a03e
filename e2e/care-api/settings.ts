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
  /**
   * How long a booking holds the lock on who is booked: others get 423 meanwhile. Default 0, as here nothing
   * happens at once; with it, what was sent at the same time meets the lock as it does in CARE.
   */
  bookingLockMs: number
  /** Whether the seed has a unique patient identifier in which a client may keep a key of its own. Default off. */
  patientKey: boolean
  /** Whether the seeded district has levels below it. Default off, as where the recordings were made. */
  areasBelow: boolean
  /**
   * Whether a write with the header `Idempotency-Key` is done once, and a repeat gets the first answer. CARE knows no
   * such header, and its CORS refuses it: this is for testing what the layer does with a server that has it. Default off.
   */
  idempotencyKeys: boolean
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
  bookingLockMs: 0,
  patientKey: false,
  areasBelow: false,
  idempotencyKeys: false,
  bucketOrigins: ['http://localhost:4173'],
  bucketReachable: true,
  replacements: false,
}

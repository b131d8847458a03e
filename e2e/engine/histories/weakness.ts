// THE ONLY PLACE where histories are kept from what the engine is known not to withstand. Each entry says what it is.

export const weakness = {
  /**
   * How long after it left CARE may still carry out a request that nobody waits for any more. The engine believes "not
   * there" 35 s after it left; what is carried out later than that is sent twice.
   */
  commitsAloneWithinMs: 30_000,
  /**
   * The engine waits before it believes that by this tablet's clock: one that jumps ahead in between lets it believe at
   * once, while CARE may still be at work. So much time passes before a jump; more than `commitsAloneWithinMs`.
   */
  quietBeforeClockJumpsMs: 36_000,
}

// THE ONLY PLACE where histories are kept from what the engine is known not to withstand. Each entry says what it is.

export const weakness = {
  /**
   * How long CARE may go on with a request that nobody waits for any more, and still carry it out. The engine looks for
   * a write 2 s after its connection broke or its worker died, so what is carried out later than that is sent twice.
   */
  commitsAloneWithinMs: 1_500,
  /**
   * The engine waits before it looks by this tablet's clock: one that jumps ahead in between lets it look at once, while
   * CARE may still be at work. So much time passes before a jump; more than `commitsAloneWithinMs`.
   */
  quietBeforeClockJumpsMs: 2_000,
  /**
   * An update that has landed is sent again when somebody else has changed another field meanwhile: the merge gives what
   * CARE holds already, and is not seen to. Such a repetition changes nothing; it is not counted.
   */
  countsUpdatesThatChangeNothing: false,
}

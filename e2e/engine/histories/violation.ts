// A history that ended badly: which promise was broken, and by what.

export type Invariant =
  | 'none doubled'
  | 'none lost'
  | 'parents first'
  | 'no temporary id on the wire'
  | 'nothing shown as received that is not'
  | 'what a person took back is not sent'
  | 'it ends'
  | 'what is saved is shown'

export class Violation extends Error {
  readonly invariant: Invariant

  constructor(invariant: Invariant, what: string) {
    super(`${invariant}: ${what}`)
    this.name = 'Violation'
    this.invariant = invariant
  }
}

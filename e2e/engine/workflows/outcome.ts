// What a run of the replay may end with.

/** Everything was received, and nobody is asked. */
export const cleared = { waiting: 0, needAttention: 0, paused: null }

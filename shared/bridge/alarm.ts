// The name under which the browser wakes the worker when the network is back. Both sides must say the same.

/** Name of Workbox's queue in the worker. */
export const alarmQueueName = 'care-outbox'

/** Workbox listens for its queue's name under this prefix. */
export const alarmTag = `workbox-background-sync:${alarmQueueName}`

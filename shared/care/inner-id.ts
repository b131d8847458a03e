// Ids of records that the server makes beside the one asked for, and that it does not name in its answer. They stay
// temporary ones: they can be told from others, and never leave this tablet.

export function innerId(ownerId: string, index: number): string {
  const version = ownerId.slice(0, 14)
  return `${version}8${ownerId.slice(15, 24)}0ff11e${index.toString(16).padStart(6, '0')}`
}

/** Of what a write makes and the server gives no id at all: told from others by the write, and its place in it. */
export const innerIdOfWrite = (writeId: string, index: number): string =>
  innerId(writeId, (Number.parseInt(writeId.slice(-6), 16) * 2048 + index) % 0x1000000)

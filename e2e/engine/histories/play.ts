// Plays one history from its first step to the end that an honest network brings, and judges it on the way.

import type { SyncReport, WriteList, WriteSummary } from '../../../shared/bridge/engine-api.ts'
import { createOracle, type Oracle } from './oracle.ts'
import type { Sabotage } from './sabotage.ts'
import { Shift } from './shift.ts'
import type { History, Who } from './steps.ts'
import { createTablet, type Tablet } from './tablet.ts'
import { Violation } from './violation.ts'

const minuteMs = 60_000
/** A clock that was put back makes a write wait until it has come so far again. */
const endsWithinMs = 8 * 24 * 60 * minuteMs
const mostSteps = 300

export async function play(history: History, sabotage: Sabotage = {}): Promise<void> {
  const tablet = createTablet(sabotage)
  try {
    const shift = new Shift(tablet)
    const oracle = createOracle(tablet)
    await shift.page.signIn(0, 'nurse')
    let seen = 0
    for (const step of history) {
      await shift.take(step)
      oracle.checkServer()
      const commits = tablet.disk.commitsTo('offlineWrites')
      if (commits === seen) continue
      seen = commits
      const listed = await list(shift)
      if (listed) oracle.checkList(shift.forms, listed.writes)
    }
    tablet.makePeace()
    // What is in the air lands, or is given up.
    await tablet.clock.advance(2 * minuteMs)
    const left: WriteSummary[] = []
    for (const who of ['doctor', 'nurse'] as const) {
      if (shift.forms.some((form) => form.who === who))
        left.push(...(await finish(tablet, shift, oracle, who)))
    }
    oracle.checkEnd(shift.forms, left)
  } finally {
    tablet.close()
  }
}

/** What is left of one person's writes when CARE has taken all it takes, asked again by hand where a person must. */
async function finish(tablet: Tablet, shift: Shift, oracle: Oracle, who: Who): Promise<WriteSummary[]> {
  await shift.page.signIn(0, who)
  const first = await drain(tablet, shift, who)
  if (first.needAttention > 0) {
    await shift.page.do(0, (engine) => engine.api.retry('all'))
    await drain(tablet, shift, who)
  }
  oracle.checkServer()
  const listed = await list(shift)
  if (!listed) throw new Violation('it ends', 'the list of writes cannot be read')
  oracle.checkList(shift.forms, listed.writes)
  return listed.writes.filter(({ syncStatus }) => syncStatus !== 'success')
}

async function list(shift: Shift): Promise<WriteList | undefined> {
  const listed = await shift.page.do(0, (engine) => engine.api.writes())
  if (listed && !listed.ok) throw new Violation('it ends', `the list of writes: ${listed.failure.code}`)
  return listed?.value
}

/** Until waiting helps no more; signs in where that is what it waits for. */
async function drain(tablet: Tablet, shift: Shift, who: Who): Promise<SyncReport> {
  const endAtMs = tablet.clock.now() + endsWithinMs
  for (let count = 0; count < mostSteps && tablet.clock.now() <= endAtMs; count += 1) {
    const stepped = await shift.page.do(0, (engine) => engine.api.sync())
    if (!stepped?.ok) throw new Violation('it ends', `a step of the replay: ${stepped?.failure.code}`)
    const report = stepped.value
    if (report.paused === 'auth-required' || report.paused === 'no-session') await shift.page.signIn(0, who)
    else if (report.paused === null && !report.more && report.nextInMs === null) {
      if (report.waiting > 0 && report.needAttention === 0) {
        throw new Violation('it ends', `${report.waiting} wait for nothing`)
      }
      return report
    }
    await tablet.clock.advance(report.nextInMs ?? 0)
  }
  throw new Violation('it ends', 'the replay never comes to rest')
}

// "Why is it waiting?", opened by a person.
// @vitest-environment happy-dom

import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fail, ok } from '../../shared/failure.ts'
import { nowMs, write } from '../testing/fake-offline-client.ts'
import { renderOffline } from '../testing/render-offline.tsx'
import { SyncStatusPage } from './sync-status-page.tsx'

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
afterEach(cleanup)

async function setUp(language = 'en') {
  const fake = await renderOffline(<SyncStatusPage />, language)
  act(() => fake.setWrites([write({ actions: ['discard'] })]))
  const button = fake.container.querySelector<HTMLElement>('.co-disclosure')
  const press = () => act(async () => void (button && fireEvent.click(button)))
  const answer = () => fake.container.querySelector('.co-why-answer')?.textContent
  return { ...fake, button, press, answer }
}

describe('the question why', () => {
  it('is asked when it is opened, and not before', async () => {
    const { why, button, press, answer } = await setUp()
    expect(screen.getByRole('button', { name: 'Why is it waiting?', expanded: false })).toBe(button)
    expect(why).not.toHaveBeenCalled()
    await press()
    expect(why.mock.calls).toEqual([['w1']])
    expect(button?.getAttribute('aria-expanded')).toBe('true')
    expect(answer()).toBe('Nothing is in its way. It is sent with the next sync.')
    await press()
    expect(answer()).toBe('')
  })

  it('is asked again when the list or the network changes, as long as it is open', async () => {
    const { why, press, answer, setWrites, monitor } = await setUp()
    await press()
    why.mockResolvedValue(ok({ code: 'sending', sinceMs: nowMs }))
    await act(async () => setWrites([write({ syncStatus: 'sending' })]))
    expect(answer()).toMatch(/^It is being sent now\./)
    why.mockResolvedValue(ok({ code: 'paused', pause: 'offline' }))
    await act(async () => monitor.set('offline'))
    expect(answer()).toMatch(/^There is no network\./)
    await press()
    await act(async () => monitor.set('online'))
    expect(why).toHaveBeenCalledTimes(3)
  })

  it('is asked again until the time that it tells has come', async () => {
    const { why, press, answer, clock } = await setUp()
    const failure = { code: 'no-answer', reason: 'network' } as const
    // Each answer is another object, as over the bridge.
    why.mockImplementation(async () => ok({ code: 'looking', atMs: nowMs + 15_000, failure }))
    await press()
    expect(answer()).toContain('in about 15 seconds')
    await act(() => clock.advance(10_000))
    expect(answer()).toContain('in about 5 seconds')
    why.mockResolvedValue(ok({ code: 'received', atMs: nowMs }))
    await act(() => clock.advance(5_000))
    expect(answer()).toBe('CARE has received it.')
    await act(() => clock.advance(60_000))
    expect(why).toHaveBeenCalledTimes(3)
    expect(clock.pending()).toBe(0)
  })

  it('shows the answer to the last question only', async () => {
    const { why, press, answer, setWrites } = await setUp()
    let answerFirst = () => {}
    why.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answerFirst = () => resolve(ok({ code: 'sending', sinceMs: nowMs }))
        }),
    )
    await press()
    expect(answer()).toBe('Looking…')
    await act(async () => setWrites([write()]))
    await act(async () => answerFirst())
    expect(answer()).toMatch(/^Nothing is in its way\./)
  })

  it('says when there is no answer, and when there is no such write', async () => {
    const { why, press, answer } = await setUp()
    why.mockResolvedValueOnce(fail({ code: 'bridge', reason: 'timeout' }))
    await press()
    expect(answer()).toMatch(/does not answer/)
    await press()
    why.mockResolvedValueOnce(ok(null))
    await press()
    expect(answer()).toBe('It is no longer waiting on this tablet.')
  })

  it.each([
    ['hi', 'कोई रुकावट नहीं है। यह अगले सिंक में भेजा जाएगा।'],
    ['ml', 'തടസ്സമൊന്നുമില്ല. അടുത്ത സിങ്കിൽ ഇത് അയയ്ക്കും.'],
    ['ta', 'எந்தத் தடையும் இல்லை. அடுத்த ஒத்திசைவில் இது அனுப்பப்படும்.'],
  ])('is answered in %s', async (language, words) => {
    const { press, answer } = await setUp(language)
    await press()
    expect(answer()).toBe(words)
  })

  it('is not there for what was received, or cannot be read', async () => {
    const { container, setWrites } = await setUp()
    const received = write({ syncStatus: 'success', receivedAtMs: nowMs })
    act(() => setWrites([received, write({ id: 'w2', syncStatus: 'unreadable', needsAttention: true })]))
    expect(container.querySelectorAll('.co-disclosure')).toHaveLength(0)
  })
})

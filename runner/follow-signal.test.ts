import { getEventListeners, getMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { followSignal } from './follow-signal.ts';

describe('followSignal', () => {
  it('aborts when the caller aborts, for the same reason, and at once when that was before', () => {
    const caller = new AbortController();
    const { signal } = followSignal(caller.signal);
    expect(signal.aborted).toBe(false);
    caller.abort('enough');
    expect([signal.aborted, signal.reason]).toEqual([true, 'enough']);
    expect(followSignal(caller.signal).signal.reason).toBe('enough');
  });

  it('takes one listener of the caller, leaves its limit alone, and gives the listener back', () => {
    const { signal: caller } = new AbortController();
    const limit = getMaxListeners(caller);
    const { signal, release } = followSignal(caller);
    for (let n = 0; n < 50; n++) signal.addEventListener('abort', () => undefined);
    expect(getEventListeners(caller, 'abort')).toHaveLength(1);
    expect(getMaxListeners(caller)).toBe(limit);
    release();
    expect(getEventListeners(caller, 'abort')).toHaveLength(0);
  });
});

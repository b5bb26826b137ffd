import type { Round } from '../round/round.ts';

/** Lets time pass: on a target with the feature `clock` its clock is moved on, else we wait. An abort ends the wait. */
export async function pause(round: Round, ms: number): Promise<void> {
  const { planned, plan, context, shared } = round;
  if (planned.features.has('clock') && plan.control) {
    await plan.control.advanceClock(ms);
    shared.clockOffsetMs += ms;
    return;
  }
  await sleep(ms, context.signal);
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

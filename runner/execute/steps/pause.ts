import { sleep } from '../../sleep.ts';
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

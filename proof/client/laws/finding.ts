import type { Move } from '../move.ts';

/** What one law says of one move: that it was kept there, or how it was broken. */
export interface Finding {
  /** Number of the move. */
  readonly move: number;
  readonly kept: boolean;
  /** Of one that was broken. */
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * A law of clients, as a rule of a catalogue names it (`law`). It is given all moves of one play, and finds the places where it was
 * kept or broken; none: the client never came to where it says anything.
 */
export type ClientLaw = (moves: readonly Move[]) => readonly Finding[];

/** The law was kept there. */
export const kept = ({ number }: Move): Finding => ({ move: number, kept: true });

/** It was broken there. */
export const broken = ({ number }: Move, expected: string, actual: string): Finding => ({
  move: number,
  kept: false,
  expected,
  actual,
});

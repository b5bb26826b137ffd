import { cutsOf } from './cut-suite.ts';

/** A suite that still shows a failure, and how it came about. */
export interface Shrunk {
  readonly text: string;
  /** What was left out, each after a run that showed the failure without it. */
  readonly dropped: readonly string[];
  /** Did the suite as it is here show the failure on the target? */
  readonly seen: boolean;
  /** There was no time to try everything. */
  readonly hurried: boolean;
}

/**
 * Leaves out of a suite with one scenario whatever the failure does not need: one thing after another, and what is left must be read without a fault and
 * fail the same way on the target, and there alone, each time. Nothing is left out that was not tried.
 * @param tries gives the text that was tried, which may be tidier, if it fails the same way; undefined: it does not, or is not sound.
 * @param isOver is there no time left?
 */
export async function shrink(
  text: string,
  rule: string,
  tries: (text: string) => Promise<string | undefined>,
  isOver: () => boolean,
): Promise<Shrunk> {
  const dropped: string[] = [];
  const whole = isOver() ? undefined : await tries(text);
  if (whole === undefined) return { text, dropped, seen: false, hurried: isOver() };
  let best = whole;
  for (const { what, apply } of cutsOf(best, rule)) {
    if (isOver()) return { text: best, dropped, seen: true, hurried: true };
    const shorter = apply(best);
    const seen = shorter === undefined ? undefined : await tries(shorter);
    if (seen === undefined) continue;
    best = seen;
    dropped.push(what);
  }
  return { text: best, dropped, seen: true, hurried: false };
}

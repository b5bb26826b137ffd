import type { Reporter } from '../core/reporter.ts';

/** Calls all reporters; one that throws is told in `problems` and never stops the run. */
export interface FanOut {
  readonly problems: readonly string[];
  tell(call: (reporter: Reporter) => void): void;
  /** Like `tell`, for what a reporter may take time for. */
  finish(call: (reporter: Reporter) => void | Promise<void>): Promise<void>;
}

/** A fan-out over these reporters. */
export function createFanOut(reporters: readonly Reporter[]): FanOut {
  const problems: string[] = [];
  const note = (index: number, error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    const text = `reporter ${index + 1} failed: ${message}`;
    if (!problems.includes(text)) problems.push(text);
  };
  return {
    problems,
    tell: (call) => {
      for (const [index, reporter] of reporters.entries()) {
        try {
          call(reporter);
        } catch (error) {
          note(index, error);
        }
      }
    },
    finish: async (call) => {
      for (const [index, reporter] of reporters.entries()) {
        try {
          await call(reporter);
        } catch (error) {
          note(index, error);
        }
      }
    },
  };
}

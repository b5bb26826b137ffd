import { renderExitCodes } from '../exit-codes.ts';

/** Text after the help of a command: what people type, and what the exit codes mean. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  $ ${line}`), '', renderExitCodes()].join('\n');
}

/** Collects an option that may be given several times, and takes several values. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

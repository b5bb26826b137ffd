/**
 * What the exit codes mean: shown by --help, the same table as in the README. Where several apply: 130 > 2 > 1 > 3 > 4 > 0.
 * @internal
 */
export const exitCodes: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'conforming, or what was selected passed'],
  [1, 'nonconforming, or an untrue entry of the baseline or of out-of-scope'],
  [2, 'usage, configuration or scenario error'],
  [3, 'could not be judged'],
  [4, 'nothing verified'],
  [130, 'interrupted (clean-up done, partial report written)'],
];

/** The table as lines of text. */
export function renderExitCodes(): string {
  return ['Exit codes:', ...exitCodes.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`)].join('\n');
}

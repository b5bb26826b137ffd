import type { RuleOutcome } from './rule-outcome.ts';

const words = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['known', 'known to fail'],
  ['hidden', 'hidden by that'],
  ['warning', 'with a warning'],
  ['error', 'in error'],
  ['inconclusive', 'inconclusive'],
  ['scoped', 'out of scope'],
  ['skipped', 'not applicable'],
  ['untested', 'untested'],
] as const;

/** "143 passed, 3 failed, 18 not applicable": how many rules came to what. */
export function countOutcomes(outcomes: readonly RuleOutcome[]): string {
  const kinds = outcomes.map(({ shown, rule }) => (rule.outOfScope === undefined ? shown : 'scoped'));
  return words
    .map(([kind, word]) => ({ kind, word, count: kinds.filter((other) => other === kind).length }))
    .filter(({ kind, count }) => count > 0 || kind === 'pass')
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');
}

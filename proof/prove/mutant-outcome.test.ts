import { describe, expect, it } from 'vitest';
import type { AssertionResult, ScenarioResult } from '../../core/report.ts';
import { mutantOutcome } from './mutant-outcome.ts';

const location = { file: 'suites/toy/notes.yaml', line: 1, column: 1 };
const scenario = (verdicts: Readonly<Record<string, AssertionResult['verdict']>>): ScenarioResult => ({
  id: 'toy/notes/a',
  title: 'A',
  location,
  verdict: 'pass',
  durationMs: 0,
  assertions: Object.entries(verdicts).map(([id, verdict]) => ({
    id,
    step: 's',
    rule: 'R',
    level: 'MUST',
    verdict,
    location,
    mismatches: [],
  })),
  exchanges: [],
  races: [],
});

describe('mutantOutcome', () => {
  const clean = [scenario({ 's/1': 'pass', 's/2': 'pass', 's/3': 'pass', 's/invariant-1': 'pass' })];

  it('names what fails, and what can no longer be judged, also because the scenario never came that far', () => {
    const found = mutantOutcome([scenario({ 's/1': 'fail', 's/2': 'inconclusive', 's/invariant-1': 'pass' })], clean);
    expect(found).toEqual({ fails: ['toy/notes/a/s/1 R'], unjudged: ['toy/notes/a/s/2 R', 'toy/notes/a/s/3 R'] });
  });

  it('takes an invariant for one assertion wherever it is judged', () => {
    const all = { 's/1': 'pass', 's/2': 'pass', 's/3': 'pass' } as const;
    expect(
      mutantOutcome([scenario({ ...all, 'given-1/invariant-1': 'fail', 's/invariant-1': 'pass' })], clean),
    ).toEqual({
      fails: ['toy/invariant-1 R'],
      unjudged: [],
    });
  });
});

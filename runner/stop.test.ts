import { expect, it } from 'vitest';
import type { ScenarioResult } from '../core/report.ts';
import type { RunOptions, TargetPlan } from './options.ts';
import { createStop } from './stop.ts';

const plan = {
  spec: {
    rules: [
      { id: 'T-001', level: 'MUST', evidence: 'document', since: '2026-11' },
      { id: 'T-002', level: 'MUST', evidence: 'inference', since: '2026-11' },
    ],
  },
} as unknown as TargetPlan;
const options = { failFast: true, strict: false, provisional: false } as RunOptions;
const failing = (rule: string, level = 'MUST', verdict = 'fail'): ScenarioResult =>
  ({ assertions: [{ rule, level, verdict }] }) as unknown as ScenarioResult;

it.each([
  ['a MUST that fails', failing('T-001'), options, true],
  ['a MUST that is left open', failing('T-001', 'MUST', 'inconclusive'), options, false],
  ['a part that only should be', failing('T-001', 'SHOULD'), options, false],
  ['the same where that decides', failing('T-001', 'SHOULD'), { ...options, strict: true }, true],
  ['a rule that is inferred', failing('T-002'), options, false],
  [
    'a rule that the baseline lists',
    failing('T-001'),
    { ...options, baseline: { file: '', entries: [{ rule: 'T-001', reason: '', line: 1 }] } },
    false,
  ],
  ['a rule newer than the pinned catalogue', failing('T-001'), { ...options, catalogue: '2026-10' }, false],
  ['a run that is to go on', failing('T-001'), { ...options, failFast: false }, false],
] as const)('%s', (_what, result, given, reached) => {
  const { catalogue } = given as { readonly catalogue?: string };
  const stop = createStop(given as RunOptions);
  stop.see(result, { ...plan, ...(catalogue === undefined ? {} : { catalogue }) });
  expect(stop.reached).toBe(reached);
});

import { describe, expect, it } from 'vitest';
import type { AssertionResult, Hindrance, ScenarioResult } from '../../../core/report.ts';
import type { BaselineEntry } from '../../options.ts';
import { rule } from '../../testing/sample-plan.ts';
import { applyBaseline, type Judged, reportBaseline } from './apply-baseline.ts';

const location = { file: 'f', line: 1, column: 1 };
const assertion = (
  id: string,
  verdict: AssertionResult['verdict'],
  more: Partial<AssertionResult> = {},
): AssertionResult => ({ id: 's/1', step: 's', rule: id, level: 'MUST', verdict, location, mismatches: [], ...more });
const scenario = (
  id: string,
  assertions: readonly AssertionResult[],
  more: Partial<ScenarioResult> = {},
): ScenarioResult => ({
  id,
  title: id,
  location,
  verdict: assertions.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'pass',
  durationMs: 0,
  assertions,
  exchanges: [],
  races: [],
  ...more,
});
const entry = (id: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  rule: id,
  reason: 'known',
  line: 1,
  ...more,
});

const judged: Judged = {
  whole: true,
  rules: ['A', 'B', 'C'].map((id) => rule(id)),
  advisory: () => false,
  scenarios: [
    scenario('p/s/one[x]', [assertion('A', 'fail'), assertion('B', 'pass', { id: 's/2' })]),
    scenario('p/s/two', [assertion('A', 'fail'), assertion('C', 'inconclusive')]),
  ],
};
const plain = { strict: false, provisional: false };

function apply(entries: readonly BaselineEntry[], of: Judged = judged, today = '2026-11-24', severity = plain) {
  const baseline = { file: 'b.yaml', entries };
  const known = applyBaseline(of, baseline, severity, today);
  const { stale, expected, hidden, unnamed, shown } = reportBaseline([known], baseline, today);
  const marks = known.scenarios.flatMap((one) => [
    ...(one.known === undefined ? [] : [`${one.id} hidden by ${one.known}`]),
    ...one.assertions.flatMap(({ rule: id, known: by }) => (by === undefined ? [] : [`${one.id} ${id} ${by}`])),
  ]);
  return { marks, stale, expected, hidden, unnamed, shown };
}

describe('an entry that is flaky', () => {
  const flaky = entry('A', { scenario: 'p/s/one', flaky: true });
  const of = (verdict: 'pass' | 'fail', rounds?: ScenarioResult['rounds']): Judged => ({
    ...judged,
    scenarios: [scenario('p/s/one[x]', [assertion('A', verdict)], rounds === undefined ? {} : { rounds })],
  });

  it('may pass or fail, and matches something all the same', () => {
    expect(apply([flaky], of('pass'))).toMatchObject({ stale: [], expected: [], marks: [] });
    expect(apply([flaky], of('fail'))).toMatchObject({
      stale: [],
      expected: ['A in p/s/one'],
      marks: ['p/s/one[x] A A in p/s/one'],
    });
    expect(apply([{ ...flaky, scenario: 'p/s/none' }], of('pass')).stale).toHaveLength(1);
    expect(apply([{ ...flaky, expires: '2026-11-23' }], of('fail')).stale).toHaveLength(1);
  });

  it('does not fail each time', () => {
    expect(apply([flaky], of('fail', { run: 5, failed: 4 })).stale).toEqual([]);
    expect(apply([flaky], of('fail', { run: 1, failed: 1 })).stale).toEqual([]);
    expect(apply([flaky], of('fail', { run: 5, failed: 5 })).stale).toEqual([
      { entry: 'A in p/s/one', why: 'is listed as flaky, and failed in all 5 rounds: take out "flaky"' },
    ]);
  });
});

describe('failures', () => {
  it('are known when they are listed, by rule, scenario, case or assertion', () => {
    expect(apply([entry('A')]).marks).toEqual(['p/s/one[x] A A', 'p/s/two A A']);
    expect(apply([entry('A', { scenario: 'p/s/one' })]).marks).toEqual(['p/s/one[x] A A in p/s/one']);
    const both = [entry('A', { scenario: 'p/s/one[x]' }), entry('A', { scenario: 'p/s/two#s/1' })];
    expect(apply(both).marks).toEqual(['p/s/one[x] A A in p/s/one[x]', 'p/s/two A A in p/s/two#s/1']);
    expect(apply(both).expected).toEqual(['A in p/s/one[x]', 'A in p/s/two#s/1']);
  });
  it('are known by an older id of their rule', () => {
    const renamed = { ...judged, rules: [rule('A', { formerly: ['OLD'] }), rule('B'), rule('C')] };
    expect(apply([entry('OLD')], renamed)).toMatchObject({ marks: ['p/s/one[x] A OLD', 'p/s/two A OLD'], stale: [] });
  });
});

describe('an entry', () => {
  it('is stale when it passes, has expired, or matches nothing', () => {
    expect(apply([entry('B')]).stale).toEqual([{ entry: 'B', why: 'passes' }]);
    expect(apply([entry('A', { expires: '2026-11-23' })])).toMatchObject({
      marks: [],
      expected: [],
      stale: [{ entry: 'A', why: 'expired on 2026-11-23' }],
    });
    expect(apply([entry('A', { expires: '2026-11-24' })]).stale).toEqual([]);
    expect(apply([entry('Z')]).stale).toEqual([{ entry: 'Z', why: 'there is no such rule on any target' }]);
    expect(apply([entry('A', { scenario: 'p/s/gone' })]).stale).toEqual([
      { entry: 'A in p/s/gone', why: 'matches no scenario that judges the rule' },
    ]);
  });
  it('is left in peace when it was not judged', () => {
    expect(apply([entry('C')]).stale).toEqual([]);
    expect(apply([entry('Z')], { ...judged, whole: false }).stale).toEqual([]);
  });
});

describe('what a known failure leaves open', () => {
  const after: Hindrance = { rules: ['A'], calls: [] };
  const open = (hindrance: Hindrance | undefined, more: Partial<AssertionResult> = {}): Judged => ({
    ...judged,
    scenarios: [
      scenario('p/s/one', [
        assertion('A', 'fail'),
        assertion('B', 'inconclusive', { ...(hindrance === undefined ? {} : { hindrance }), ...more }),
      ]),
    ],
  });

  it('is known when the entry names the scenario', () => {
    expect(apply([entry('A', { hides: ['p/s/one'] })], open(after))).toMatchObject({
      marks: ['p/s/one A A', 'p/s/one B A'],
      hidden: [{ entry: 'A', scenarios: ['p/s/one'] }],
      unnamed: [],
      shown: [],
    });
  });
  it('fails like a new failure when the entry does not', () => {
    expect(apply([entry('A', { hides: ['p/s/other'] })], open(after))).toMatchObject({
      marks: ['p/s/one A A'],
      unnamed: [{ entry: 'A', scenarios: ['p/s/one'] }],
    });
  });
  it('need not be named when it does not decide', () => {
    const weak = open(after, { level: 'SHOULD' });
    expect(apply([entry('A')], weak)).toMatchObject({ marks: ['p/s/one A A', 'p/s/one B A'], hidden: [], unnamed: [] });
    expect(apply([entry('A')], weak, '2026-11-24', { ...plain, strict: true }).unnamed).toHaveLength(1);
  });
  it('is never known when it has another reason', () => {
    expect(apply([entry('A', { hides: ['p/s/one'] })], open(undefined)).marks).toEqual(['p/s/one A A']);
    expect(apply([entry('A', { hides: ['p/s/one'] })], open({ rules: ['X'], calls: [] })).marks).toEqual([
      'p/s/one A A',
    ]);
    expect(apply([entry('A', { hides: ['p/s/one'] })], open(after, { verdict: 'error' })).marks).toEqual([
      'p/s/one A A',
    ]);
  });
  it('is that of a new failure where one may be to blame', () => {
    const two: Judged = {
      ...judged,
      scenarios: [
        scenario('p/s/one', [
          assertion('A', 'fail'),
          assertion('C', 'fail', { id: 's/2' }),
          assertion('B', 'inconclusive', { hindrance: { rules: ['A', 'C'], calls: [] } }),
        ]),
      ],
    };
    expect(apply([entry('A')], two)).toMatchObject({ marks: ['p/s/one A A'], unnamed: [] });
  });
  it('is noted when it is open no longer', () => {
    const { shown } = apply([entry('A', { hides: ['p/s/two', 'p/s/one', 'p/s/none'] })], judged);
    expect(shown).toEqual([{ entry: 'A', scenarios: ['p/s/two', 'p/s/one', 'p/s/none'] }]);
  });
});

describe('a fixture that a known failure breaks', () => {
  const call = (status: number): ScenarioResult['exchanges'] => [
    {
      step: 's',
      role: 'step',
      request: { method: 'POST', url: 'http://x/api/rows?y=1', headers: [], bodyBytes: 0 },
      response: { status, headers: [], bodyBytes: 0 },
      startedMs: 0,
      durationMs: 1,
    },
  ];
  const broken = (status: number): Judged => ({
    ...judged,
    scenarios: [
      scenario('p/s/create', [assertion('A', 'fail', { exchange: 0 })], { exchanges: call(500) }),
      scenario('p/s/read', [], {
        verdict: 'inconclusive',
        hindrance: { rules: [], calls: [`POST /api/rows ${status}`] },
      }),
    ],
  });

  it('is known where the entry names the scenario, which came to nothing', () => {
    expect(apply([entry('A', { hides: ['p/s/read'] })], broken(500))).toMatchObject({
      marks: ['p/s/create A A', 'p/s/read hidden by A'],
      unnamed: [],
    });
  });
  it('fails the run where nobody names it: a hundred rules may be behind it', () => {
    expect(apply([entry('A')], broken(500)).unnamed).toEqual([{ entry: 'A', scenarios: ['p/s/read'] }]);
  });
  it('is just open where another answer came than the one that is known', () => {
    expect(apply([entry('A')], broken(404))).toMatchObject({ marks: ['p/s/create A A'], unnamed: [] });
  });
});

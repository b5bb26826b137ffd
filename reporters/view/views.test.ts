import { expect, test } from 'vitest';
import { fixtureReport } from '../../tests/support/fixture-report.ts';
import { defaultPolicy } from '../policy.ts';
import { groupByCause } from './failure-groups.ts';
import { formMatrix } from './form-matrix.ts';
import { markExchange } from './marked-exchange.ts';
import { ruleOutcomes } from './rule-outcome.ts';

const target = fixtureReport.targets[0]!;
const failing = target.scenarios.find(({ exchanges }) => exchanges.length > 0)!;

test('failures stand with the first cause that explains one of them, what none explains last', () => {
  const failed = ruleOutcomes(target, defaultPolicy).filter(({ shown }) => shown === 'fail' || shown === 'warning');
  const ids = (causes: typeof target.causes) =>
    groupByCause({ ...target, ...(causes === undefined ? {} : { causes }) }, failed).map(({ cause, outcomes }) => [
      cause?.bugs[0]?.id,
      outcomes.map(({ rule }) => rule.rule),
    ]);
  expect(ids(target.causes)).toEqual([
    ['star-put-inserts', ['DAB-IFM-003']],
    ['any-tag-means-exists', ['DAB-NEW-001']],
    [undefined, ['DAB-ERR-001', 'DAB-INF-001']],
  ]);
  const [first, ...others] = target.causes?.causes ?? [];
  const explained = [`${failing.id}/update/5 DAB-INF-001`];
  expect(ids({ ...target.causes!, causes: [{ ...first!, explained }, ...others] })[0]).toEqual([
    'star-put-inserts',
    ['DAB-INF-001'],
  ]);
});

test('what differs is marked in the answer: its status, a header field, a place in its body', () => {
  const mismatch = { expected: '', actual: '', location: failing.location };
  const facts = ['status', 'headers/content-type', 'body/title', 'body/nothing'];
  const exchange = {
    ...failing.exchanges[0]!,
    response: { ...failing.exchanges[0]!.response!, body: '{"title":\n"x"}' },
  };
  const { response = [] } = markExchange(
    exchange,
    facts.map((fact) => ({ ...mismatch, fact })),
    { body: 100 },
  );
  const marked = response.flatMap((line) => line.filter((piece) => piece.marked).map(({ text }) => text));
  expect(marked).toEqual(['201', 'application/json', '"x"']);
  expect(
    markExchange(exchange, [], { body: 100 })
      .response?.flat()
      .some((piece) => piece.marked),
  ).toBe(false);
});

test('forms and laws are a table of the worst that each came to, and of what was observed where no rule speaks', () => {
  const scenario = (id: string, form: string, law: string, verdict: 'pass' | 'fail') => ({
    ...failing,
    id,
    verdict,
    cell: { form, law },
  });
  const scenarios = [
    scenario('a', 'put', 'repeated', 'pass'),
    scenario('b', 'put', 'repeated', 'fail'),
    scenario('c', 'patch', 'repeated', 'pass'),
    scenario('d', 'patch', 'old-refused', 'pass'),
  ];
  const undocumented = { form: 'patch', law: 'old-refused', held: false };
  const observations = [{ scenario: 'd', text: 'undocumented', undocumented }];
  expect(formMatrix({ ...target, scenarios, observations })).toEqual({
    laws: ['old-refused', 'repeated'],
    rows: [
      { form: 'put', cells: [undefined, 'fail'] },
      { form: 'patch', cells: ['not held', 'pass'] },
    ],
  });
  expect(formMatrix({ ...target, scenarios: [], observations: [] })).toBeUndefined();
});

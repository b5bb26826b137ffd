import { describe, expect, it } from 'vitest';
import { judgeMutant, type MutantClaim, wantsBlame } from './judge-mutant.ts';
import { anAssertion, anExchange, aTrial } from './testing/a-trial.ts';

const claim = { id: 'm', title: 'M.', kind: 'protocol', fails: ['X-001', 'X-004'], failsAll: true } as const;
const declared = anAssertion('put/1', 'X-001', { exchange: 1 });
const alsoDeclared = anAssertion('put/2', 'X-004', { exchange: 1 });
const along = anAssertion('put/3', 'X-002', { exchange: 1 });
const late = anAssertion('later/1', 'X-003', { exchange: 2 });
const exchanges = [anExchange('put', { index: 1, differs: true, safe: false }), anExchange('later', { index: 2 })];

interface Case {
  readonly title: string;
  readonly claim?: Partial<MutantClaim>;
  readonly assertions: Parameters<typeof aTrial>[0];
  readonly found: Partial<ReturnType<typeof judgeMutant>>;
}

const cases: readonly Case[] = [
  {
    title: 'all that it declares failed: nothing is missed',
    assertions: [declared, alsoDeclared],
    found: { failed: ['X-001', 'X-004'], missed: [], company: [], inherited: [] },
  },
  {
    title: 'what it declares and nothing failed is missed',
    assertions: [declared, { ...alsoDeclared, verdict: 'inconclusive' }],
    found: { failed: ['X-001'], missed: ['X-004'] },
  },
  {
    title: 'in a further edition one rule that failed is enough',
    claim: { failsAll: false },
    assertions: [declared],
    found: { missed: [] },
  },
  {
    title: 'there, too, something must fail',
    claim: { failsAll: false },
    assertions: [{ ...declared, verdict: 'pass' }],
    found: { failed: [], missed: ['any rule'] },
  },
  {
    title: 'company of its answer and what is inherited from it are kept apart',
    assertions: [declared, alsoDeclared, along, late],
    found: { company: ['X-002'], inherited: ['x/a/s/later/1 X-003'] },
  },
  {
    title: 'whatever fails under a bug of the kernel is its company',
    claim: { kind: 'kernel', fails: [], failsAll: false },
    assertions: [along, late],
    found: { failed: ['X-002', 'X-003'], missed: [], company: ['X-002', 'X-003'], inherited: [] },
  },
  {
    title: 'whatever fails under a bug that shows in races alone is its company',
    claim: { onlyInRaces: true },
    assertions: [declared, late],
    found: { company: ['X-001', 'X-003'], inherited: [] },
  },
];

describe('judgeMutant', () => {
  it.each(cases)('$title', ({ claim: more, assertions, found }) => {
    const trials = [aTrial(assertions, exchanges)];
    expect(judgeMutant({ ...claim, ...more }, trials, [])).toMatchObject({ id: 'm', scenarios: 1, ...found });
  });

  it('names each rule and each assertion once, however many cases fail it', () => {
    const trials = [aTrial([declared, late], exchanges), aTrial([declared, late], exchanges)];
    expect(judgeMutant(claim, trials, [])).toMatchObject({
      scenarios: 2,
      failed: ['X-001', 'X-003'],
      inherited: ['x/a/s/later/1 X-003'],
    });
  });
});

describe('a mutant made for a law of a form of write', () => {
  const made = { ...claim, fails: ['X-001'], cell: { form: 'put', law: 'repeated' } };
  const trials = [aTrial([declared], exchanges)];

  it('must be failed by a case that tries this law with this form', () => {
    expect(judgeMutant(made, trials, [], new Set(['x/a/s'])).missed).toEqual([]);
    expect(judgeMutant(made, trials, [], new Set(['x/a/other'])).missed).toEqual(['X-001 by a case of put × repeated']);
  });
});

describe('wantsBlame', () => {
  it.each([
    ['a declared rule fails', {}, [declared], false],
    ['an undeclared rule fails', {}, [declared, along], true],
    ['an undeclared rule passes', {}, [declared, { ...along, verdict: 'pass' as const }], false],
    ['a bug of the kernel fails anything', { kind: 'kernel' as const, fails: [] }, [along], false],
    ['a bug that shows in races alone fails anything', { onlyInRaces: true }, [along], false],
  ])('when %s: %#', (_, more, assertions, wanted) => {
    expect(wantsBlame({ ...claim, ...more }, aTrial(assertions))).toBe(wanted);
  });
});

import { describe, expect, it } from 'vitest';
import type { AssertionResult } from '../../core/report.ts';
import { blameTrial } from './blame.ts';
import type { TrialExchange } from './create-trials.ts';
import { anAssertion, anExchange, aTrial } from './testing/a-trial.ts';

const write = anExchange('put', { safe: false, index: 1 });
const read = anExchange('read', { index: 2 });

interface Case {
  readonly title: string;
  readonly assertions: readonly AssertionResult[];
  readonly exchanges: readonly TrialExchange[];
  readonly blame: readonly string[];
}

const changed = { differs: true };

const cases: readonly Case[] = [
  {
    title: 'a rule that the mutant names is declared, whatever was changed',
    assertions: [anAssertion('put/1', 'X-001', { exchange: 1 })],
    exchanges: [write],
    blame: ['declared'],
  },
  {
    title: 'another rule is company where the answer was changed',
    assertions: [anAssertion('put/1', 'X-002', { exchange: 1 })],
    exchanges: [anExchange('put', { ...changed, index: 1 })],
    blame: ['company'],
  },
  {
    title: 'another rule inherits what only an earlier exchange got wrong',
    assertions: [anAssertion('put/1', 'X-002', { exchange: 1 })],
    exchanges: [anExchange('given', { ...changed, index: 0 }), write],
    blame: ['inherited'],
  },
  {
    title: 'what passes is not blamed',
    assertions: [anAssertion('put/1', 'X-002', { exchange: 1, verdict: 'pass' })],
    exchanges: [anExchange('put', { ...changed, index: 1 })],
    blame: [],
  },
  {
    title: 'an effect looks at the reads around the request',
    assertions: [anAssertion('put/2', 'X-002', { exchange: 1, fact: 'effect GET /x /title' })],
    exchanges: [write, anExchange('put', { ...changed, index: 2, role: 'effect-after' })],
    blame: ['company'],
  },
  {
    title: 'what is no effect does not look at them',
    assertions: [anAssertion('put/2', 'X-002', { exchange: 1, fact: 'status' })],
    exchanges: [write, anExchange('put', { ...changed, index: 2, role: 'effect-after' })],
    blame: ['inherited'],
  },
  {
    title: 'an invariant looks at its own answer, not at what else belongs to the step',
    assertions: [anAssertion('put/invariant-3', 'X-002', { exchange: 2 })],
    exchanges: [anExchange('put', { ...changed, index: 1 }), anExchange('put', { index: 2, role: 'effect-after' })],
    blame: ['inherited'],
  },
  {
    title: 'whatever is said of a race looks at all of it',
    assertions: [anAssertion('race/1', 'X-002', { exchange: 1 }), anAssertion('race/2', 'X-003')],
    exchanges: [
      anExchange('race', { index: 1, role: 'race' }),
      anExchange('race', { ...changed, index: 2, role: 'race' }),
      anExchange('race', { index: 3, role: 'read' }),
    ],
    blame: ['company', 'company'],
  },
  {
    title: 'what went wrong before a race is inherited',
    assertions: [anAssertion('race/1', 'X-002')],
    exchanges: [anExchange('given', { ...changed, index: 0 }), anExchange('race', { index: 1, role: 'race' })],
    blame: ['inherited'],
  },
  {
    title: 'a read looks at the writes before it that its rule judges, too',
    assertions: [
      anAssertion('put/1', 'X-002', { exchange: 1, verdict: 'pass' }),
      anAssertion('read/1', 'X-002', { exchange: 2 }),
      anAssertion('read/2', 'X-003', { exchange: 2 }),
    ],
    exchanges: [anExchange('put', { ...changed, safe: false, index: 1 }), read],
    blame: ['company', 'inherited'],
  },
  {
    title: 'a write does not: what its rule judged before is another matter',
    assertions: [
      anAssertion('put/1', 'X-002', { exchange: 1, verdict: 'pass' }),
      anAssertion('again/1', 'X-002', { exchange: 2 }),
    ],
    exchanges: [anExchange('put', { ...changed, index: 1 }), anExchange('again', { safe: false, index: 2 })],
    blame: ['inherited'],
  },
  {
    title: 'a rule that has failed before fails again with the same blame',
    assertions: [
      anAssertion('put/1', 'X-002', { exchange: 1 }),
      anAssertion('again/1', 'X-002', { exchange: 2 }),
      anAssertion('again/2', 'X-003', { exchange: 2 }),
    ],
    exchanges: [anExchange('put', { ...changed, index: 1 }), anExchange('again', { safe: false, index: 2 })],
    blame: ['company', 'company', 'inherited'],
  },
  {
    title: 'what comes after a read is not looked at',
    assertions: [
      anAssertion('read/1', 'X-002', { exchange: 1 }),
      anAssertion('put/1', 'X-002', { exchange: 2, verdict: 'pass' }),
    ],
    exchanges: [anExchange('read', { index: 1 }), anExchange('put', { ...changed, safe: false, index: 2 })],
    blame: ['inherited'],
  },
];

describe('blameTrial', () => {
  it.each(cases)('$title', ({ assertions, exchanges, blame }) => {
    expect(blameTrial(aTrial(assertions, exchanges), new Set(['X-001'])).map((each) => each.blame)).toEqual(blame);
  });
});

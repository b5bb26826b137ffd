import { describe, expect, it } from 'vitest';
import type { Feature } from '../../core/protocol-spec.ts';
import type { Scenario } from '../../core/suite.ts';
import type { TargetPlan } from '../options.ts';
import { answer, entry, fakeClient, plan, request, rule, scenario, step } from '../testing/sample-plan.ts';
import { planTarget } from './plan-target.ts';

const client = fakeClient(() => answer(200));
const feature = (id: string, more: Partial<Feature> = {}): Feature => ({
  id,
  title: id,
  core: false,
  excludes: [],
  ...more,
});
const judging = (ruleId: string, more = {}): Scenario['steps'] => [
  step('s', 'GET /', { expect: [entry(ruleId, { status: [200] }, more)] }),
];

function planned(one: Scenario, more: Parameters<typeof plan>[2] = {}): string[] {
  return planTarget(plan([one], client, more)).scenarios.map(
    ({ id, skip, features }) => `${id}: ${skip ? `${skip.kind}, ${skip.reason}` : [...features].join('+')}`,
  );
}

describe('planTarget', () => {
  it('gives the cases of a matrix stable ids and their own rules', () => {
    const cases = scenario('m', {
      matrix: {
        one: { values: { rule: 'T-1' }, needs: [] },
        two: { values: { rule: 'T-2' }, needs: [], editions: ['v2'] },
      },
      steps: judging('$(case.rule)'),
    });
    const { scenarios } = planTarget(plan([cases], client));
    expect(scenarios.map(({ id, rules, skip }) => [id, rules, skip?.kind])).toEqual([
      ['toy/suite/m[one]', ['T-1'], undefined],
      ['toy/suite/m[two]', ['T-2'], 'edition'],
    ]);
  });

  it('skips what holds in another edition, by scenario, entry or rule', () => {
    expect(planned(scenario('a', { editions: ['v2'], steps: judging('T-1') }))[0]).toContain(
      'edition, holds in edition v2',
    );
    expect(planned(scenario('a', { steps: judging('T-1', { editions: ['v2'] }) }))[0]).toContain(
      'edition, holds in edition v2',
    );
    expect(
      planned(scenario('a', { steps: judging('T-9') }), { spec: { rules: [rule('T-9', { editions: ['v2'] })] } })[0],
    ).toContain('edition, T-9 holds in edition v2');
  });

  it('runs only what names the edition when that is asked for', () => {
    const selection: TargetPlan['selection'] = { rules: [], suites: [], scenarios: [], onlyNamedEdition: true };
    expect(planned(scenario('a', { steps: judging('T-1') }), { selection })).toEqual([]);
    expect(planned(scenario('a', { editions: ['v1', 'v2'], steps: judging('T-1') }), { selection })).toHaveLength(1);
  });

  it('says by what evidence a feature lacks', () => {
    const needing = scenario('a', { needs: ['f'], steps: judging('T-1') });
    const spec = { features: [feature('f')] };
    expect(planned(needing, { spec })[0]).toContain('undeclared, feature f is undeclared: not declared and not probed');
    expect(planned(needing, { spec, declared: { f: 'absent' } })[0]).toContain(
      'feature, feature f is absent: declared absent',
    );
    expect(planned(needing, { spec, declared: { f: 'present' } })).toEqual(['toy/suite/a: f']);
  });

  it('never skips for a core feature', () => {
    expect(
      planned(scenario('a', { needs: ['c'], steps: judging('T-1') }), {
        spec: { features: [feature('c', { core: true })] },
        declared: { c: 'absent' },
      }),
    ).toEqual(['toy/suite/a: c']);
  });

  it('switches on what scenario, fixture, entry and rule ask for, and what that excludes off', () => {
    const spec = {
      features: [
        feature('strict', { excludes: ['lenient'] }),
        feature('lenient', { excludes: ['strict'] }),
        feature('x'),
        feature('y'),
        feature('z'),
      ],
      rules: [rule('T-1', { feature: 'y' })],
    };
    const more = {
      spec,
      declared: { lenient: 'present' } as const,
      switchable: new Set(['strict', 'lenient', 'x', 'y', 'z']),
    };
    const suites = {
      fixtures: {
        fix: {
          id: 'fix',
          title: '',
          file: 'f',
          at: [1, 1] as const,
          needs: ['z'],
          let: {},
          with: {},
          steps: [],
          gives: {},
        },
      },
    };
    const one = scenario('a', {
      needs: ['strict'],
      given: [{ kind: 'fixture', id: 'fix', fixture: 'fix', with: {}, at: [1, 1] }],
      steps: judging('T-1', { needs: ['x'] }),
    });
    expect(planned(one, { ...more, suites })).toEqual(['toy/suite/a: strict+z+x+y']);
    expect(
      planned(scenario('b', { needs: ['strict'], steps: judging('T-1', { needs: ['lenient'] }) }), more)[0],
    ).toContain('feature, feature lenient');
  });

  it('names identities that were not given, the default one excepted', () => {
    const foreign = scenario('a', {
      steps: [
        step('s', 'GET /', {
          request: { as: 'other' },
          cleanup: [request('DELETE /', { as: 'third' })],
          expect: [entry('T-1', { status: [200] })],
        }),
      ],
    });
    expect(planned(foreign)[0]).toContain('identity, identity not given: other, third');
    expect(planned(scenario('b', { as: 'nobody', steps: judging('T-1') }), { identities: {} })).toEqual([
      'toy/suite/b: ',
    ]);
  });

  it('selects by rule, suite and scenario, in full or short', () => {
    const two = [scenario('a', { steps: judging('T-1') }), scenario('b', { steps: judging('T-2') })];
    const select = (selection: Partial<TargetPlan['selection']>): string[] =>
      planTarget(
        plan(two, client, {
          selection: { rules: [], suites: [], scenarios: [], onlyNamedEdition: false, ...selection },
        }),
      ).scenarios.map(({ scenario: { id } }) => id);
    expect(select({ rules: ['T-2'] })).toEqual(['b']);
    expect(select({ suites: ['suite'] })).toEqual(['a', 'b']);
    expect(select({ suites: ['toy/suite'], scenarios: ['toy/suite/a'] })).toEqual(['a']);
    expect(select({ scenarios: ['b'] })).toEqual(['b']);
    expect(select({ scenarios: ['suite/b'] })).toEqual(['b']);
  });
});

import { expect, test } from 'vitest';
import type { Observation, ScenarioResult } from '../../core/report.ts';
import { planTarget } from '../plan/plan-target.ts';
import { answer, entry, facts, fakeClient, plan, scenario, step } from '../testing/sample-plan.ts';
import { runScenario } from './run-scenario.ts';

const undocumented = { form: 'delete', law: 'repeated' };
const open = entry('', { status: [404] }, { undocumented });

/** A DELETE that no rule is about, of which a law says that the answer is 404. */
async function runAgainst(
  status: number,
  ...more: Parameters<typeof entry>[]
): Promise<{
  readonly result: ScenarioResult;
  readonly observed: readonly Observation[];
  readonly rules: readonly string[];
}> {
  const expected = [open, ...more.map((given) => entry(...given))];
  const one = scenario('repeated', { steps: [step('again', 'DELETE /rows/1', { expect: expected })] });
  const client = fakeClient(() => answer(status, status === 404 ? { error: 'none' } : undefined));
  const target = plan([one], client);
  const [planned] = planTarget(target).scenarios;
  if (!planned) throw new Error('nothing planned');
  const observed: Observation[] = [];
  const observe = (seen: Observation): void => void observed.push(seen);
  const result = await runScenario(planned, target, { client, seed: 's', raceRounds: 1, observe });
  return { result, observed, rules: planned.rules };
}

test('a law that no rule covers is tried and told, and judges nothing', async () => {
  const held = await runAgainst(404);
  expect(held.result).toMatchObject({ verdict: 'pass', assertions: [] });
  expect(held.rules).toEqual([]);
  expect(held.observed).toEqual([
    {
      scenario: held.result.id,
      text: 'undocumented: delete × repeated: held',
      undocumented: { ...undocumented, held: true },
    },
  ]);
  const other = await runAgainst(204);
  expect(other.result).toMatchObject({ verdict: 'pass', assertions: [] });
  expect(other.observed.map(({ text }) => text)).toEqual([
    'undocumented: delete × repeated: did not hold: again: status is 204',
  ]);
});

test('entries of rules beside it are judged as ever', async () => {
  const { result } = await runAgainst(
    204,
    ['TOY-001', facts({ status: [204] })],
    ['TOY-002', facts({ status: [404] })],
  );
  expect(result.assertions.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(['TOY-001 pass', 'TOY-002 fail']);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from '../core/http.ts';
import { isMandatory } from '../core/rule.ts';
import { loadRecordings } from '../proof/replay/load-recordings.ts';
import type { RecordedExchange, Recording, Story } from '../proof/replay/recording.ts';
import { targetRoots } from '../runner/execute/round/create-round.ts';
import { judgeInvariants, type StepAnswer } from '../runner/judge/entries/judge-invariants.ts';
import { listProtocols } from '../runner/load/list-protocols.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { packageRoot } from '../runner/load/package-root.ts';
import type { TargetPlan } from '../runner/options.ts';
import { applicableInvariants } from '../runner/plan/applicable-entries.ts';
import type { PlannedScenario } from '../runner/plan/planned-scenario.ts';
import { createAnswer } from '../runner/values/answer.ts';

/*
 * What is demanded of every answer holds of every answer that a real system gave: a product is not failed for what it
 * was seen to do. Names that a configuration changes are those of the bindings.
 */
const root = packageRoot();
const recorded = (await listProtocols()).filter((id) =>
  existsSync(join(root, 'spec', id, 'observed', 'recordings.yaml')),
);
const origin = 'http://recorded.invalid';

/** Long bodies were cut when they were written down, and end in "…", or in what they are: "… (an HTML page)". */
const isWhole = ({ response }: RecordedExchange): boolean => !/…(?: \([^()]*\))?$/.test(decodeUtf8(response.body));

function answersOf({ exchanges }: Story): StepAnswer[] {
  return exchanges.filter(isWhole).map(({ id, request, response }, exchange) => ({
    step: id,
    answer: createAnswer({
      method: request.method,
      url: origin + request.target,
      path: request.target.split('?')[0] ?? '',
      ...response,
      exchange,
    }),
  }));
}

describe.each(recorded)('the invariants of %s', (protocol) => {
  test('hold of all that was recorded', async () => {
    const { spec, suites } = await loadProtocol(protocol);
    const failed: string[] = [];
    let judged = 0;
    const judge = ({ edition, configurations, scope }: Recording, story: Story): void => {
      const features = configurations[story.configuration ?? 'default'];
      if (features === undefined || features.includes('other-base-path')) return;
      if (!story.exchanges.some(({ id }) => scope.some((prefix) => id.startsWith(prefix)))) return;
      const plan = { spec, suites, edition, bindings: {} } as unknown as TargetPlan;
      const planned = { features: new Set(features), values: {} } as unknown as PlannedScenario;
      const ground = { scope: { roots: targetRoots(plan, origin, '') }, spec, volatile: [] };
      const judging = judgeInvariants(applicableInvariants(planned, plan), answersOf(story), ground);
      let step = judging.next();
      while (!step.done) step = judging.next();
      judged += step.value.length;
      for (const { id, rule, level, verdict, mismatches } of step.value)
        if (verdict !== 'pass' && isMandatory(level))
          failed.push(`${edition} ${story.id} ${id} ${rule} ${JSON.stringify(mismatches[0] ?? verdict)}`);
    };
    for (const { recording, stories } of loadRecordings(protocol).loaded)
      for (const story of stories) judge(recording, story);
    expect(failed).toEqual([]);
    expect(judged).toBeGreaterThan(500);
  });
});

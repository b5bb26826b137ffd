import type { BatchPart, Entry, FactSet, MatrixCase, RaceStep, RequestStep } from '../../../core/suite.ts';
import type { LanguageContext } from './context.ts';
import { type Ground, holdsIn, ruleIdOf, statusesIn, textIn } from './scenario-cases.ts';

/**
 * A refusal by 5xx proves nothing when the server answers so to everything: each needs a judged 2xx answer to the same
 * method in its scenario.
 */
export function checkContrast(
  context: LanguageContext,
  steps: readonly (RequestStep | RaceStep)[],
  grounds: readonly Ground[],
): void {
  const { file, names } = context;
  const told = new Set<Entry>();
  for (const { edition, values } of grounds) {
    const refusals: { readonly entry: Entry; readonly method: string }[] = [];
    const successes = new Set<string>();
    for (const step of steps) {
      for (const entry of step.expect) {
        const { part }: FactSet = entry.facts;
        if (entry.for || !holdsIn(entry, names.rules.get(ruleIdOf(entry.rule, values) ?? ''), edition)) continue;
        const statuses = statusesOf(entry.facts, values);
        for (const method of methodsOf(step, part).map((one) => textIn(one, values) ?? one)) {
          if (statuses.some((status) => status.startsWith('5'))) refusals.push({ entry, method });
          if (succeeds(entry.facts, statuses)) successes.add(method);
        }
      }
    }
    for (const { entry, method } of refusals) {
      if (successes.has(method) || told.has(entry)) continue;
      told.add(entry);
      const status = statusesOf(entry.facts, values).find((one) => one.startsWith('5'));
      file.faultAt(
        entry.at,
        `a refusal by ${status} proves nothing without a contrast`,
        `judge a ${method} that is answered 2xx in the same scenario`,
      );
    }
  }
}

function statusesOf(facts: FactSet, values: MatrixCase['values']): readonly string[] {
  const { status, tally, either } = facts;
  return [
    ...(status ? statusesIn(status, values) : []),
    ...(tally?.counts.map(([one]) => one) ?? []),
    ...(tally?.rest ? statusesIn(tally.rest, values) : []),
    ...(either?.flatMap(([, inner]) => statusesOf(inner, values)) ?? []),
  ];
}

/** Does the entry demand a success? A tally does if it counts one. */
function succeeds({ tally }: FactSet, statuses: readonly string[]): boolean {
  const counted = tally ? tally.counts.map(([status]) => status) : statuses;
  const isSuccess = (status: string): boolean => status.startsWith('2');
  return tally ? counted.some(isSuccess) : counted.length > 0 && counted.every(isSuccess);
}

function methodsOf(step: RequestStep | RaceStep, part: string | undefined): readonly string[] {
  if (step.kind === 'race') return [...new Set(step.clients.map(({ request }) => request.method))];
  if (part === undefined || step.request.body?.kind !== 'batch') return [step.request.method];
  const parts = step.request.body.parts.flatMap((item): readonly BatchPart[] =>
    item.kind === 'part' ? [item] : item.parts,
  );
  const own = parts.filter(({ id }) => part === id || part.startsWith(`${id}-`));
  // A failed change set is answered under its own id.
  const inSet = step.request.body.parts.flatMap((item) =>
    item.kind === 'change-set' && item.id === part ? item.parts : [],
  );
  return [...new Set([...own, ...inSet].map(({ request }) => request.method))];
}

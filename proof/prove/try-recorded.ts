import { assertionId, caseOfAssertion } from '../../core/assertion-id.ts';
import type { FaultDictionary } from '../../core/fault-dictionary.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import { chooseWitnesses, type OwnCases } from './choose-witnesses.ts';
import type { Trial } from './create-trials.ts';

/** What was seen of a bug before. */
interface BugRecord {
  /** Assertions to be seen failing again. */
  readonly witnesses: ReadonlySet<string>;
  /** All that it failed. */
  readonly fails: ReadonlySet<string>;
}

/** Looks up bugs that were proven in this edition alone: of the others a record does not tell what failed where. */
export function recordsOf(
  recorded: FaultDictionary | undefined,
  edition: string,
  ownCases: OwnCases,
): (bug: string) => BugRecord | undefined {
  if (recorded === undefined) return () => undefined;
  const alone = recorded.bugs.filter(
    ({ editions, fails }) => editions.length === 1 && editions[0] === edition && fails.length > 0,
  );
  const witnesses = chooseWitnesses({ ...recorded, bugs: alone }, ownCases);
  const records = new Map(
    alone.map(({ id, fails }) => [
      id,
      {
        witnesses: witnesses.get(id) ?? new Set<string>(),
        fails: new Set(fails.map((index) => recorded.assertions[index] ?? '')),
      },
    ]),
  );
  return (bug) => records.get(bug);
}

/** Tries the cases that witnesses are of, then one after the other until all witnesses have failed. */
export async function tryUntilShown<C extends { readonly planned: PlannedScenario }>(
  witnesses: ReadonlySet<string>,
  cases: readonly C[],
  tryAll: (some: readonly C[]) => Promise<Trial[]>,
): Promise<readonly Trial[]> {
  const named = new Set([...witnesses].map(caseOfAssertion));
  const first = cases.filter(({ planned }) => named.has(planned.id));
  const tried = await tryAll(first);
  const open = new Set(witnesses);
  const forget = (trials: readonly Trial[]): void => {
    for (const name of trials.flatMap(failuresOf)) open.delete(name);
  };
  forget(tried);
  for (const one of cases.filter((each) => !first.includes(each))) {
    if (open.size === 0) break;
    const more = await tryAll([one]);
    tried.push(...more);
    forget(more);
  }
  return tried;
}

function failuresOf({ result }: Trial): readonly string[] {
  return result.assertions.flatMap((assertion) =>
    assertion.verdict === 'fail' ? [assertionId(result, assertion)] : [],
  );
}

/** Where a bug fails anything that it did not fail when that was recorded, or the other way round. */
export function differences(
  edition: string,
  bug: string,
  recorded: ReadonlySet<string>,
  tried: readonly Trial[],
): readonly string[] {
  const failed = new Set(tried.flatMap(failuresOf));
  const cases = new Set(tried.map(({ result }) => result.id));
  const more = [...failed].filter((name) => !recorded.has(name));
  const less = [...recorded].filter((name) => cases.has(caseOfAssertion(name) ?? '') && !failed.has(name));
  return [
    ...more.map((name) => `${edition}: ${name} fails under ${bug}, and did not when that was recorded: npm run proof`),
    ...less.map(
      (name) => `${edition}: ${name} does not fail under ${bug}, and did when that was recorded: npm run proof`,
    ),
  ];
}

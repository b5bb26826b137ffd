import { type FaultDictionary, type KnownBug, ruleOfAssertion } from '../../core/fault-dictionary.ts';
import type { Judged } from './judged.ts';

/** A rule that a known bug fails. */
interface SuspectRule {
  readonly rule: string;
  /** The bug is about it; else it fails along. */
  readonly declared: boolean;
  /** An assertion of it that the bug fails was judged: had the bug been there, the rule would have failed. */
  readonly judged: boolean;
}

/** A known bug, as far as this run can say anything about it. */
export interface Suspect {
  readonly bug: KnownBug;
  /** Those of the assertions it fails that were judged. */
  readonly fails: readonly string[];
  readonly rules: readonly SuspectRule[];
  /** Indexes of the assertions it is known by: those of `fails`, or where there are none all that it would fail. */
  readonly places: readonly number[];
}

/** Can this run not tell these two apart? */
export function lookAlike(one: Suspect, other: Suspect): boolean {
  return (
    one.fails.length === other.fails.length &&
    one.places.length === other.places.length &&
    one.places.every((place, index) => place === other.places[index])
  );
}

/** All that a dictionary has to say about what was judged. */
export interface Suspects {
  readonly all: readonly Suspect[];
  /**
   * How much the failure of a rule says about a bug, from 0 to 1: the share of the bugs failing it that are about it. A
   * rule about the shape of rows fails under many a bug that is about something else.
   */
  readonly telling: ReadonlyMap<string, number>;
}

// A rule that only few bugs fail says neither all nor nothing.
const doubt = { declared: 1.4, failing: 2 };

/** The rules that a bug fails, each with the assertions of it; the same in every run. */
interface FailedRule {
  readonly rule: string;
  readonly declared: boolean;
  readonly places: readonly number[];
}

const ruleLists = new WeakMap<readonly string[], readonly string[]>();
const failedRules = new WeakMap<KnownBug, readonly FailedRule[]>();

function rulesOf(bug: KnownBug, assertions: readonly string[]): readonly FailedRule[] {
  const known = failedRules.get(bug);
  if (known !== undefined) return known;
  const ruleOf = ruleLists.get(assertions) ?? assertions.map(ruleOfAssertion);
  ruleLists.set(assertions, ruleOf);
  const places = new Map<string, number[]>();
  for (const index of bug.fails) {
    const rule = ruleOf[index] ?? '';
    const list = places.get(rule);
    if (list) list.push(index);
    else places.set(rule, [index]);
  }
  const found = [...places].map(([rule, list]) => ({ rule, declared: bug.rules.includes(rule), places: list }));
  failedRules.set(bug, found);
  return found;
}

/** Restricts a dictionary to what was judged. Pure. */
export function findSuspects({ assertions, bugs }: FaultDictionary, { failed, passed }: Judged): Suspects {
  const judged = assertions.map((id) => failed.has(id) || passed.has(id));
  const counts = new Map<string, { declared: number; failing: number }>();
  const all = bugs.map((bug): Suspect => {
    const rules = rulesOf(bug, assertions).map(
      ({ rule, declared, places }): SuspectRule => ({ rule, declared, judged: places.some((index) => judged[index]) }),
    );
    for (const { rule, declared } of rules) {
      const count = counts.get(rule) ?? { ...doubt };
      count.failing++;
      if (declared) count.declared++;
      counts.set(rule, count);
    }
    const seen = bug.fails.filter((index) => judged[index]);
    const fails = seen.map((index) => assertions[index] ?? '');
    return { bug, fails, rules, places: seen.length === 0 ? bug.fails : seen };
  });
  return { all, telling: new Map([...counts].map(([rule, { declared, failing }]) => [rule, declared / failing])) };
}

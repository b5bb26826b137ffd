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
  /** Equal for bugs that this run cannot tell apart. */
  readonly key: string;
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
const doubt = { declared: 0.7, failing: 1 };

/** Restricts a dictionary to what was judged. Pure. */
export function findSuspects({ assertions, bugs }: FaultDictionary, { failed, passed }: Judged): Suspects {
  const judged = assertions.map((id) => failed.has(id) || passed.has(id));
  const ruleOf = assertions.map(ruleOfAssertion);
  const counts = new Map<string, { declared: number; failing: number }>();
  const all = bugs.map((bug): Suspect => {
    const rules = new Map<string, SuspectRule>();
    const fails: string[] = [];
    for (const index of bug.fails) {
      const rule = ruleOf[index] ?? '';
      const was = judged[index] ?? false;
      if (was) fails.push(assertions[index] ?? '');
      const known = rules.get(rule);
      if (known === undefined || (was && !known.judged))
        rules.set(rule, { rule, declared: known?.declared ?? bug.rules.includes(rule), judged: was });
    }
    for (const { rule, declared } of rules.values()) {
      const count = counts.get(rule) ?? { ...doubt };
      count.failing++;
      if (declared) count.declared++;
      counts.set(rule, count);
    }
    const places = fails.length === 0 ? bug.fails : bug.fails.filter((index) => judged[index]);
    return { bug, fails, rules: [...rules.values()], key: `${fails.length} ${places.join(' ')}` };
  });
  return { all, telling: new Map([...counts].map(([rule, { declared, failing }]) => [rule, declared / failing])) };
}

import type { AssertionResult, ScenarioResult, ScopeResult } from '../../../core/report.ts';
import type { Rule } from '../../../core/rule.ts';
import { type RuleNames, ruleNames } from '../../../core/rule-names.ts';
import type { ScopeEntry } from '../../options.ts';
import type { RanScenario } from './rule-results.ts';

/** What is said to be no part of a target, applied to its results. */
export interface Scoped {
  /** With `outOfScope` on what is open for want of such a part. */
  readonly ran: readonly RanScenario[];
  readonly entries: readonly ScopeResult[];
}

/** What entries are applied to. */
export interface ScopeGround {
  readonly ran: readonly RanScenario[];
  /** Rules of the edition. */
  readonly rules: readonly Rule[];
  /** Nothing was filtered out: an entry that matches nothing is wrong. */
  readonly whole: boolean;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
}

/**
 * Takes out of the verdict what a target file says is no part of the target. Everything is run all the same, so that an entry
 * never hides a failure: one that would is refused, as is one that matches nothing. Pure.
 */
export function applyScope(entries: readonly ScopeEntry[], ground: ScopeGround): Scoped {
  if (entries.length === 0) return { ran: ground.ran, entries: [] };
  const names = ruleNames(ground.rules);
  const judged = entries.map((entry) => ({ entry, result: judgeEntry(entry, ground, names) }));
  const holding = judged.filter(({ result }) => result.refused === undefined).map(({ entry }) => entry);
  const ran = ground.ran.map((one) => {
    const { result } = one;
    const assertions = result.assertions.map((assertion) =>
      mark(
        assertion,
        holding.find((entry) => speaksOf(entry, one, assertion.rule, ground.rules, names)),
      ),
    );
    const whole =
      result.assertions.length > 0
        ? undefined
        : holding.find((entry) => one.planned.rules.every((rule) => speaksOf(entry, one, rule, ground.rules, names)));
    return { ...one, result: mark({ ...result, assertions }, whole) };
  });
  return { ran, entries: judged.map(({ result }) => result) };
}

function judgeEntry(entry: ScopeEntry, { ran, rules, whole, today }: ScopeGround, names: RuleNames): ScopeResult {
  const { reason, expires } = entry;
  const base = { entry: scopeName(entry), reason, ...(expires === undefined ? {} : { expires }) };
  if (expires !== undefined && today > expires) return { ...base, rules: [], refused: `expired on ${expires}` };
  const spoken = ran.flatMap((one) => {
    const own = [...one.planned.rules, ...one.result.assertions.map(({ rule }) => rule)];
    return [...new Set(own)].map((rule) => ({ rule, is: speaksOf(entry, one, rule, rules, names) }));
  });
  const matched = new Set(spoken.filter(({ is }) => is).map(({ rule }) => rule));
  if (matched.size === 0)
    return { ...base, rules: [], ...(whole ? { refused: 'matches nothing that is judged' } : {}) };
  const failed = ran.flatMap((one) =>
    one.result.assertions
      .filter((assertion) => isFailure(assertion, entry) && speaksOf(entry, one, assertion.rule, rules, names))
      .map(({ rule }) => rule),
  );
  if (failed[0] !== undefined)
    return { ...base, rules: [], refused: `${failed[0]} was judged failing: that is a known failure, for a baseline` };
  // A rule that is judged elsewhere, too, stays part of the verdict there.
  const partly = new Set(spoken.filter(({ is }) => !is).map(({ rule }) => rule));
  return { ...base, rules: [...matched].filter((rule) => !partly.has(rule)) };
}

/** Of a feature, what fails may be known for itself. */
function isFailure({ verdict, level, known }: AssertionResult, { kind }: ScopeEntry): boolean {
  return verdict === 'fail' && level !== 'MAY' && (kind === 'rule' || known === undefined);
}

function speaksOf(
  { kind, id }: ScopeEntry,
  { planned }: RanScenario,
  rule: string,
  rules: readonly Rule[],
  names: RuleNames,
): boolean {
  if (kind === 'rule') return names.get(id)?.includes(rule) ?? false;
  return planned.needs.includes(id) || rules.find((one) => one.id === rule)?.feature === id;
}

/** "rule DAB-X-001". */
function scopeName({ kind, id }: ScopeEntry): string {
  return `${kind} ${id}`;
}

function mark<T extends Pick<ScenarioResult, 'verdict'>>(value: T, entry: ScopeEntry | undefined): T {
  return entry === undefined || value.verdict !== 'inconclusive' ? value : { ...value, outOfScope: scopeName(entry) };
}

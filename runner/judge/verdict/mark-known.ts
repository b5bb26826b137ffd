import type { AssertionResult, Hindrance, ScenarioResult } from '../../../core/report.ts';
import type { RuleNames } from '../../../core/rule-names.ts';
import type { BaselineEntry } from '../../options.ts';
import { covers, isScenario, nameOf } from './baseline-entries.ts';
import { callText } from './call-text.ts';

/** What a baseline knows of a target's results. */
export interface Marked {
  /** The scenarios with `known` where an entry lists or hides something. */
  readonly scenarios: readonly ScenarioResult[];
  /** Entries that list a failure here. */
  readonly failing: ReadonlySet<BaselineEntry>;
  /** Scenarios that a known failure leaves open, by the entry that names them. */
  readonly hidden: ByEntry;
  /** Those that no entry names, by the entry that would have to. */
  readonly unnamed: ByEntry;
}

/** Scenario ids by entry. */
export type ByEntry = ReadonlyMap<BaselineEntry, ReadonlySet<string>>;

/** Some assertion, or a scenario that came to nothing: then it has no rule. */
type Open = Pick<AssertionResult, 'verdict' | 'hindrance'> & Partial<Pick<AssertionResult, 'rule' | 'level'>>;

/**
 * Marks what is known: failures that an entry lists, and what such a failure leaves open, if the entry names that scenario in
 * `hides`. What is open for another reason, such as a gateway, is never known. Pure.
 * @param entries those that have not expired.
 * @param decides does it keep the run from its verdict? What does not need not be named.
 */
export function markKnown(
  scenarios: readonly ScenarioResult[],
  entries: readonly BaselineEntry[],
  names: RuleNames,
  decides: (open: Open) => boolean,
): Marked {
  const listed = listFailures(scenarios, entries, names);
  const hidden = new Map<BaselineEntry, Set<string>>();
  const unnamed = new Map<BaselineEntry, Set<string>>();
  const judge = (open: Open, scenario: ScenarioResult): string | undefined => {
    if (open.verdict !== 'inconclusive' || open.hindrance === undefined) return undefined;
    const { blamed, all, others } = blame(open.hindrance, scenario.id, listed);
    const naming = all.find((entry) => entry.hides?.some((name) => isScenario(name, scenario.id)));
    if (naming !== undefined) {
      note(hidden, naming, scenario.id);
      return nameOf(naming);
    }
    if (blamed[0] === undefined || others) return undefined;
    if (!decides(open)) return nameOf(blamed[0]);
    note(unnamed, blamed[0], scenario.id);
    return undefined;
  };
  const marked = scenarios.map((scenario): ScenarioResult => {
    const assertions = scenario.assertions.map((assertion) => {
      const known = listed.byAssertion.get(assertion);
      return withKnown(assertion, known ? nameOf(known) : judge(assertion, scenario));
    });
    const own =
      scenario.assertions.length > 0 ? undefined : judge({ ...scenario, verdict: openVerdict(scenario) }, scenario);
    return withKnown({ ...scenario, assertions }, own);
  });
  return { scenarios: marked, failing: new Set(listed.byAssertion.values()), hidden, unnamed };
}

interface Listed {
  readonly entries: readonly BaselineEntry[];
  readonly byAssertion: ReadonlyMap<AssertionResult, BaselineEntry>;
  /** Entries by "scenario rule", and by the call that failed, with its path and without. */
  readonly byPlace: ReadonlyMap<string, readonly BaselineEntry[]>;
  readonly byCall: ReadonlyMap<string, readonly BaselineEntry[]>;
  /** Failures that no entry lists, by "scenario rule". */
  readonly unlisted: ReadonlySet<string>;
}

function listFailures(
  scenarios: readonly ScenarioResult[],
  entries: readonly BaselineEntry[],
  names: RuleNames,
): Listed {
  const byAssertion = new Map<AssertionResult, BaselineEntry>();
  const byPlace = new Map<string, BaselineEntry[]>();
  const byCall = new Map<string, BaselineEntry[]>();
  const unlisted = new Set<string>();
  const judged = new Set<BaselineEntry>();
  for (const scenario of scenarios) {
    for (const assertion of scenario.assertions) {
      const named = { rule: assertion.rule, scenario: scenario.id, assertion: assertion.id };
      const covering = entries.filter((entry) => covers(entry, named, names));
      for (const entry of covering) judged.add(entry);
      if (assertion.verdict !== 'fail') continue;
      const place = `${scenario.id} ${assertion.rule}`;
      const [first] = covering;
      if (first === undefined) {
        unlisted.add(place);
        continue;
      }
      byAssertion.set(assertion, first);
      byPlace.set(place, [...(byPlace.get(place) ?? []), ...covering]);
      const call = callOf(scenario, assertion);
      for (const key of call === undefined ? [] : [call, withoutPath(call)]) {
        byCall.set(key, [...(byCall.get(key) ?? []), ...covering]);
      }
    }
  }
  const failing = new Set([...byPlace.values()].flat());
  // With a selection, an entry's own failures may not be part of the run.
  const active = entries.filter((entry) => failing.has(entry) || !judged.has(entry));
  return { entries: active, byAssertion, byPlace, byCall, unlisted };
}

interface Blame {
  /** Entries whose failures may be to blame. */
  readonly blamed: readonly BaselineEntry[];
  /** All that may name the scenario: where a fixture is to blame, its failure may have many faces. */
  readonly all: readonly BaselineEntry[];
  /** A new failure may be to blame, too. */
  readonly others: boolean;
}

function blame({ rules, calls }: Hindrance, scenario: string, listed: Listed): Blame {
  const places = rules.map((rule) => `${scenario} ${rule}`);
  // The same on another resource is the next best guess.
  const ways = [calls, calls.map(withoutPath)].map((keys) => keys.flatMap((key) => listed.byCall.get(key) ?? []));
  const blamed = [
    ...places.flatMap((place) => listed.byPlace.get(place) ?? []),
    ...(ways.find((entries) => entries.length > 0) ?? []),
  ];
  return {
    blamed,
    all: calls.length === 0 ? blamed : [...blamed, ...listed.entries],
    others: places.some((place) => listed.unlisted.has(place)),
  };
}

/** The call on whose answer an assertion failed. */
function callOf(
  { exchanges }: Pick<ScenarioResult, 'exchanges'>,
  { exchange }: Pick<AssertionResult, 'exchange'>,
): string | undefined {
  const { request, response } = (exchange === undefined ? undefined : exchanges[exchange]) ?? {};
  return request && response && callText(request.method, request.url, response.status);
}

/** "POST 500". */
function withoutPath(call: string): string {
  return call.replace(/ .* /, ' ');
}

function openVerdict({ verdict }: ScenarioResult): AssertionResult['verdict'] {
  return verdict === 'inconclusive' ? 'inconclusive' : 'pass';
}

function withKnown<T extends object>(value: T, known: string | undefined): T {
  return known === undefined ? value : { ...value, known };
}

function note(map: Map<BaselineEntry, Set<string>>, entry: BaselineEntry, scenario: string): void {
  const set = map.get(entry) ?? new Set();
  map.set(entry, set.add(scenario));
}

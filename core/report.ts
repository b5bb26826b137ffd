import type { Level } from './rule.ts';
import type { SourceLocation } from './source-location.ts';

/** Verdicts after ISO/IEC 9646, plus error (harness or transport) and skipped (not applicable). See docs/verdicts.md. */
export type Verdict = 'pass' | 'fail' | 'error' | 'inconclusive' | 'skipped';

/** Verdict on a whole run. */
export type RunVerdict = 'conforming' | 'partial' | 'nonconforming' | 'undetermined';

/** The result of a run: immutable data, ready for JSON. Published schema: spec/schema/report.schema.json. */
export interface Report {
  readonly schemaVersion: 2;
  readonly tool: { readonly name: string; readonly version: string };
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** True when the run was cut short (Ctrl-C): what is here is all that was done. */
  readonly interrupted: boolean;
  /** Nothing more was begun after the first failure (--fail-fast); there when it came to that. */
  readonly stopped?: true;
  /** Seed of made values and of jitter. */
  readonly seed: string;
  readonly targets: readonly TargetReport[];
  readonly baseline?: BaselineReport;
  /** Faults of the tool itself (a reporter that threw): the run went on, but ends in exit 3. */
  readonly problems?: readonly string[];
  readonly verdict: RunVerdict;
  /** 0, 1, 2, 3, 4 or 130: docs/verdicts.md#exit-codes. */
  readonly exitCode: number;
}

/** One target judged as one protocol in one edition. */
export interface TargetReport {
  readonly protocol: string;
  readonly edition: string;
  /** Real products that were judged with the same suites. */
  readonly judged?: readonly { readonly product: string; readonly version: string; readonly on: string }[];
  /** Base URL without credentials. */
  readonly url: string;
  readonly bundled: boolean;
  /** Nothing was filtered out or excluded. */
  readonly whole: boolean;
  readonly selection: Readonly<Record<string, readonly string[]>>;
  /** Which part of what was selected this is (--shard). */
  readonly shard?: ShardReport;
  readonly features: readonly FeatureResult[];
  readonly scenarios: readonly ScenarioResult[];
  readonly rules: readonly RuleResult[];
  /** What the target file says is no part of the target. */
  readonly outOfScope?: readonly ScopeResult[];
  readonly verdict: RunVerdict;
  /** Known bugs that look like what failed; there when something failed. They never change a verdict. */
  readonly causes?: LikelyCauses;
  /** Why nothing could be judged at all ("connection refused"). */
  readonly unreachable?: string;
  readonly observations: readonly Observation[];
  /** What was seen on the way that no rule speaks of: waits, links by another name. They never change a verdict. */
  readonly notes?: readonly string[];
  /** What the run cost the target. */
  readonly requests?: RequestCount;
  /** Clean-up requests that did not succeed. They never change a verdict. */
  readonly leftovers: readonly string[];
}

/** One of several parts of a run; `conformance merge` puts them together. */
interface ShardReport {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** Nothing was filtered out or cut short besides. */
  readonly whole: boolean;
  /** Rules of scenarios that apply and could not be run here. */
  readonly excluded: readonly string[];
  /** What scenarios were divided by: the same in all parts of one run. */
  readonly split?: string;
}

/** Requests of a run: those of probes, fixtures, races and clean-up too, each as often as it was sent. */
export interface RequestCount {
  readonly sent: number;
  /** Those whose method is not safe (RFC 9110 §9.2.1): they may write. */
  readonly unsafe: number;
}

/** What a comparison of the failures with the dictionary of known bugs (spec/<id>/proof.json) gave. */
export interface LikelyCauses {
  /** Failed assertions; an invariant counts once. */
  readonly failures: number;
  /** Those that no cause explains. */
  readonly unexplained: number;
  /** The likeliest first; none when nothing fits well. */
  readonly causes: readonly LikelyCause[];
}

export interface LikelyCause {
  /** "same": most of what the bug fails has failed. "similar": the failures are of the same rules, at other places. */
  readonly likeness: 'same' | 'similar';
  /** Known bugs that this run cannot tell apart. */
  readonly bugs: readonly { readonly id: string; readonly title: string }[];
  /** Rules they are about. */
  readonly rules: readonly string[];
  /** Failures it explains and no cause before it does: those it fails itself; of a similar one those of its rules as well. */
  readonly explains: number;
  /** These failures: "dab/if-match/star/put/1 DAB-IFM-003", invariants "dab/invariant-3 DAB-ENV-004". */
  readonly explained?: readonly string[];
  /** Of the assertions that were judged and that the bug fails, how many failed. */
  readonly fits: { readonly hits: number; readonly of: number };
}

/** An entry of `out-of-scope` and what became of it. */
export interface ScopeResult {
  /** "rule DAB-X-001", "feature search". */
  readonly entry: string;
  readonly reason: string;
  readonly expires?: string;
  /** Rules that are no part of the verdict because of it. */
  readonly rules: readonly string[];
  /** Why it does not hold: expired, matches nothing, or a rule of it was judged failing. Each fails the run. */
  readonly refused?: string;
}

export interface FeatureResult {
  readonly feature: string;
  readonly core: boolean;
  readonly declared?: 'present' | 'absent';
  readonly probed?: 'present' | 'absent' | 'unclear';
  readonly state: 'present' | 'absent' | 'unclear' | 'undeclared';
  readonly evidence: string;
  /** What the probe was answered last, ids left out: "GET /api/rows 500". */
  readonly call?: string;
}

/** Something seen where the protocol leaves latitude, or says nothing. */
export interface Observation {
  /** Undefined: no rule is about it. */
  readonly rule?: string;
  /** A law for a form of write that no rule covers, and whether it held. */
  readonly undocumented?: { readonly form: string; readonly law: string; readonly held: boolean };
  readonly scenario: string;
  readonly text: string;
}

export interface ScenarioResult {
  /** "dab/if-match/star-means-must-exist[case]". */
  readonly id: string;
  readonly title: string;
  readonly location: SourceLocation;
  readonly verdict: Verdict;
  /** Why it was skipped, inconclusive or in error. */
  readonly reason?: string;
  /** Of a scenario that came to nothing; else its assertions have it. */
  readonly hindrance?: Hindrance;
  /** Entry of the baseline that hides a scenario that came to nothing. */
  readonly known?: string;
  /** Entry of `out-of-scope` that speaks of one that came to nothing: "feature search". */
  readonly outOfScope?: string;
  readonly durationMs: number;
  /** Of one that is folded: none. */
  readonly assertions: readonly AssertionResult[];
  /** Requests sent, in order; answers' bodies are left out of what passed and capped at 64 KiB elsewhere. */
  readonly exchanges: readonly ExchangeRecord[];
  readonly races: readonly RaceResult[];
  /** It passed, and its assertions and exchanges are left out: how many there were, and of which rules. */
  readonly folded?: FoldedScenario;
  /** The form of write it was made for, and the law that it tries with it. */
  readonly cell?: { readonly form: string; readonly law: string };
  /** How often it ran, and in how many of them something failed, where it was to run several times (--repeat). */
  readonly rounds?: { readonly run: number; readonly failed: number };
}

/** What is known of a scenario that passed and is folded. */
interface FoldedScenario {
  readonly rules: readonly string[];
  readonly assertions: number;
  readonly exchanges: number;
}

/** What left something open, as far as it may be a failure of the target's: with it, a baseline tells what a known failure hides. */
export interface Hindrance {
  /** Rules that failed before, in the same scenario. */
  readonly rules: readonly string[];
  /** What was answered to the requests it rests on, ids left out: "POST /api/Books 500". */
  readonly calls: readonly string[];
}

/** What became of one `expect` entry (or one invariant on one answer). */
export interface AssertionResult {
  /** Stable in the scenario: "<step id>/<entry number from 1>", invariants "<step id>/invariant-<n>". */
  readonly id: string;
  readonly step: string;
  readonly rule: string;
  readonly level: Level;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'error';
  readonly location: SourceLocation;
  readonly reason?: string;
  readonly mismatches: readonly Mismatch[];
  /** Of one that is inconclusive. */
  readonly hindrance?: Hindrance;
  /** Entry of the baseline that lists this failure, or of the failure that hides this. */
  readonly known?: string;
  /** Entry of `out-of-scope` that speaks of something open: "feature search". */
  readonly outOfScope?: string;
  /** Index into `exchanges` of the answer it looked at. */
  readonly exchange?: number;
}

/** One difference between what must be and what is. Texts are ready to print after escaping, secrets redacted. */
export interface Mismatch {
  /** "status", "headers/etag", "body/error/code", "effect GET /x /title", "tally", "history". */
  readonly fact: string;
  readonly expected: string;
  readonly actual: string;
  readonly location: SourceLocation;
  /** What shows an anomaly of a race: the operations it takes, over time. */
  readonly timeline?: readonly TimelineRow[];
}

/** One operation of a race. Milliseconds from the begin of the first. */
export interface TimelineRow {
  /** "writers[3]", or "final read". */
  readonly name: string;
  readonly startedMs: number;
  /** When the answer was there; undefined: none came. */
  readonly endedMs?: number;
  /** "204, accepted". */
  readonly text: string;
}

export interface ExchangeRecord {
  readonly step: string;
  /** "step", "given", "effect-before", "effect-after", "race", "read", "probe" or "cleanup". */
  readonly role: 'step' | 'given' | 'effect-before' | 'effect-after' | 'race' | 'read' | 'probe' | 'cleanup';
  readonly request: MessageRecord & { readonly method: string; readonly url: string };
  readonly response?: MessageRecord & { readonly status: number };
  /** Why there is no response; or, beside one, what of its framing HTTP does not allow. */
  readonly fault?: string;
  /** From the start of the scenario. */
  readonly startedMs: number;
  readonly durationMs: number;
  /** Rules the target names for its answer (Conformance-Rule). */
  readonly governedBy?: readonly string[];
}

export interface MessageRecord {
  readonly headers: readonly (readonly [string, string])[];
  /** UTF-8 text, or base64 when the bytes are not UTF-8. Undefined when left out. */
  readonly body?: string;
  readonly bodyEncoding?: 'base64';
  readonly bodyBytes: number;
  /** The body was longer than what is kept. */
  readonly truncated?: boolean;
}

/** A race: how often, how many, how much they overlapped. */
export interface RaceResult {
  readonly step: string;
  readonly clients: number;
  readonly rounds: number;
  /** Pairs of requests that were under way at the same time, of all pairs, over all rounds. */
  readonly overlap: { readonly pairs: number; readonly overlapping: number };
  /** Whose request was released first ("writers[3]"), and in how many rounds: the order is shuffled by the seed. */
  readonly first: Readonly<Record<string, number>>;
}

export interface RuleResult {
  readonly rule: string;
  readonly level: Level;
  readonly statement: string;
  readonly gating: boolean;
  /** Newer than the catalogue the target file pins: warns only. */
  readonly advisory: boolean;
  readonly verdict: Verdict | 'untested';
  readonly reason?: string;
  /** Where it is stated, for people: "Use the If-Match header …, What If-Match does". */
  readonly sources: readonly string[];
  /** Addresses of these, in the same order; null: it has none. Left out where none has. */
  readonly links?: readonly (string | null)[];
  /** Scenarios that judge it; in a file without those that are folded. */
  readonly scenarios: readonly string[];
  /** In a file: so many of its scenarios are folded, and name it themselves. */
  readonly folded?: number;
  readonly counts: {
    readonly pass: number;
    readonly fail: number;
    readonly inconclusive: number;
    readonly error: number;
  };
  /** All that keeps it from passing is known: listed in the baseline, or hidden by what is. */
  readonly baselined: boolean;
  /** Entry of `out-of-scope` that takes it out of the verdict: "rule DAB-X-001", "feature search". */
  readonly outOfScope?: string;
}

export interface BaselineReport {
  readonly file: string;
  readonly expected: readonly string[];
  /** Entries that pass, match nothing, or have expired: each fails the run. */
  readonly stale: readonly { readonly entry: string; readonly why: string }[];
  /** Scenarios that known failures leave open, as their entries name them. */
  readonly hidden: readonly HiddenScenarios[];
  /** Scenarios that known failures leave open and no entry names: each fails the run like a new failure. */
  readonly unnamed: readonly HiddenScenarios[];
  /** Scenarios that entries name and that are open no longer: noted. */
  readonly shown: readonly HiddenScenarios[];
}

/** Scenarios and the baseline entry whose failure hides (or hid) them. */
export interface HiddenScenarios {
  readonly entry: string;
  readonly scenarios: readonly string[];
}

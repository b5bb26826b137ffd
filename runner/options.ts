import type { Client } from '../core/client.ts';
import type { HeaderField } from '../core/http.ts';
import type { Json } from '../core/json.ts';
import type { ProtocolSpec } from '../core/protocol-spec.ts';
import type { Reporter } from '../core/reporter.ts';
import type { Party } from '../core/rule.ts';
import type { Place, SuiteSet } from '../core/suite.ts';
import type { TracedScenario } from './execute/round/scenario-context.ts';
import type { Journal } from './journal/journal.ts';
import type { JournalFile } from './journal/open-journal.ts';
import type { Shard } from './plan/shard.ts';

/** One target to judge as one protocol in one edition. */
export interface TargetPlan {
  readonly spec: ProtocolSpec;
  readonly suites: SuiteSet;
  readonly edition: string;
  /** Where its protocol lies: its id, or the folder of one of the user's own. */
  readonly place?: string;
  /** Whose rules are judged; default: those of servers. */
  readonly party?: Party;
  /** Somebody named the edition, on the command line or in the target file: no other is tried. */
  readonly editionNamed?: boolean;
  /** True: the edition was chosen by the tool, and a probe may find another. */
  readonly bundled: boolean;
  /**
   * A client for scenarios that need these features. A real target has one client whatever the needs; the bundled
   * server is configured per request path. The runner closes what it opened.
   */
  connect(features: ReadonlySet<string>): Client;
  /** Features that can be switched on for a scenario (bundled server); a real target has none. */
  readonly switchable: ReadonlySet<string>;
  /** Features on when nothing is switched; for a real target what its file declares. */
  readonly declared: Readonly<Record<string, 'present' | 'absent'>>;
  /**
   * Credentials by identity. Scenarios of an identity that is not here are skipped, unless it is the default one. Lists of identities whose
   * token is fetched (`credentials`) are empty before, and change in place.
   */
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
  /** Fetches tokens and keeps them good, for identities that get them so. */
  readonly credentials?: Credentials;
  /** Binding values that replace the protocol's. */
  readonly bindings: Readonly<Record<string, Json>>;
  /** Header fields sent with every request. */
  readonly headers: readonly HeaderField[];
  readonly selection: Selection;
  /** Places that change by themselves on this target: left out of `effect`, and reported. */
  readonly volatile: readonly Place[];
  /** Texts that must never be printed, beside the identities' values. Grows as tokens are fetched. */
  readonly secrets: readonly string[];
  /** Reaches the control plane of a target that has one (features "control", "clock"). */
  readonly control?: TargetControl;
  /** Where it is written down what is made on the target; undefined: nowhere. */
  readonly journal?: Journal;
  /** Parts that the target has not, as its file says; an entry never hides a failure. */
  readonly outOfScope?: readonly ScopeEntry[];
  /** Catalogue the target file pins ("2026-11"): newer rules only warn. */
  readonly catalogue?: string;
  /** Of its scenarios so many are under way at the same time, if that is fewer than those of the run. */
  readonly jobs?: number;
  /** So fast its client sends at most; here for those who say how long a run takes. */
  readonly requestsPerSecond?: number;
}

/** Credentials that are fetched while a run lasts. */
export interface Credentials {
  /** Identities that have such. */
  readonly identities: readonly string[];
  /**
   * Sees to it that these have a token that is good for a while; undefined: they have, and there is nothing to wait for. Never rejects because of what
   * an endpoint does: `faultOf` says it.
   */
  ready(identities: Iterable<string>): Promise<void> | undefined;
  /** Why an identity has no token, in one sentence with secrets perhaps; undefined: it has, or none was asked for. */
  faultOf(identity: string): string | undefined;
  /** Scopes that were granted with the token of an identity, with blanks between them; undefined: nobody said. */
  scopeOf(identity: string): string | undefined;
  /** How the token of an identity is got and how long it is good, for people. */
  toldOf(identity: string): string | undefined;
}

/** A rule or a feature that is no part of a target (docs/verdicts.md#out-of-scope). */
export interface ScopeEntry {
  readonly kind: 'rule' | 'feature';
  /** Id of the rule, of today or former; or of the feature. */
  readonly id: string;
  readonly reason: string;
  /** YYYY-MM-DD, UTC; from the day after, the entry fails the run. */
  readonly expires?: string;
}

/** What is selected; empty lists select everything. A name that matches nothing is an InputError. */
export interface Selection {
  readonly rules: readonly string[];
  readonly suites: readonly string[];
  readonly scenarios: readonly string[];
  /** Only scenarios whose suite, scenario or case names the edition (the bundled run of non-default editions). */
  readonly onlyNamedEdition: boolean;
  /** Of all that is selected only this part. */
  readonly shard?: Shard;
  /** How long scenarios took before, in milliseconds: parts are balanced by that. */
  readonly durations?: ReadonlyMap<string, number>;
  /** Of the forms of write that a law is tried with only the first. */
  readonly quick?: boolean;
}

/** Controls of a test target. Durations in milliseconds. */
export interface TargetControl {
  provoke(what: 'throttle-next-write' | 'refuse-next-write'): Promise<void>;
  advanceClock(ms: number): Promise<void>;
}

/** Settings of a whole run. */
export interface RunOptions {
  readonly targets: readonly TargetPlan[];
  readonly tool: { readonly name: string; readonly version: string };
  /** Scenarios under way at the same time. */
  readonly jobs: number;
  readonly seed: string;
  readonly reporters: readonly Reporter[];
  /** SHOULD failures decide, too. */
  readonly strict: boolean;
  /** Inferred rules decide, too. */
  readonly provisional: boolean;
  readonly baseline?: Baseline;
  /** Writes down what is made on targets that are not bundled. */
  readonly journal?: Pick<JournalFile, 'forTarget'>;
  /** Rounds of each race. */
  readonly raceRounds: number;
  /** How often each scenario runs, a race as many times its rounds; default 1. */
  readonly repeats?: number;
  /** Nothing more is begun once a rule that decides has failed. */
  readonly failFast?: boolean;
  /** Nothing that was made is removed. */
  readonly keep?: boolean;
  /** Given the trace of every scenario as it ends. Nothing is thrown away then: the bundled server, too, is cleaned up. */
  readonly traced?: (ended: TracedScenario, target: TargetPlan) => void;
  /** First abort: no new step, clean up, partial report. */
  readonly signal?: AbortSignal;
}

/** Known failures (docs/verdicts.md#baselines). */
export interface Baseline {
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/** One known failure: a rule, or one assertion or scenario of it. */
export interface BaselineEntry {
  readonly rule: string;
  readonly scenario?: string;
  /** It fails now and then: that it passes is no fault, that it always fails is one. */
  readonly flaky?: boolean;
  /** Scenarios that this failure leaves open, each with its case or for all of them. */
  readonly hides?: readonly string[];
  readonly reason: string;
  readonly issue?: string;
  /** YYYY-MM-DD, UTC; from the day after, the entry is stale. */
  readonly expires?: string;
  readonly line: number;
}

import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import type { ExchangeRecord, RaceResult } from '../../../core/report.ts';
import type { ValueSource } from '../../../core/scenario-trace.ts';
import type { RequestTemplate } from '../../../core/suite.ts';
import type { EarlierFailure, Told } from '../../judge/entries/judge-entries.ts';
import type { StepAnswer } from '../../judge/entries/judge-invariants.ts';
import type { DraftAssertion } from '../../judge/verdict/draft-assertion.ts';
import type { Halt } from '../../judge/verdict/scenario-verdict.ts';
import type { TargetPlan } from '../../options.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import type { Root, Scope } from '../../values/scope.ts';
import type { Trace } from '../../values/trace.ts';
import type { RequestGround } from '../requests/build-request.ts';
import type { ScenarioContext, SharedState } from './scenario-context.ts';

/** An exchange as it happened, before bodies are cut and secrets replaced. */
export interface RawExchange {
  readonly step: string;
  readonly role: ExchangeRecord['role'];
  readonly request: HttpRequest;
  readonly url: string;
  readonly identity: string | undefined;
  /** What its request is made of, where that is noted. */
  readonly sources?: readonly ValueSource[];
  readonly response?: HttpResponse;
  readonly fault?: string;
  readonly startedMs: number;
  readonly durationMs: number;
}

/** A request that undoes a step, with the scope in which its tokens are read. */
export interface Undo {
  readonly step: string;
  readonly template: RequestTemplate;
  readonly scope: Scope;
  /** Did the step that it undoes succeed, as far as is known? */
  readonly made: () => boolean;
  /** Its number in the journal of the run, if one is kept. */
  readonly entry?: number;
}

/** One execution of one scenario case: everything that comes about while it runs. */
export interface Round {
  readonly planned: PlannedScenario;
  readonly plan: TargetPlan;
  readonly context: ScenarioContext;
  readonly shared: SharedState;
  readonly ground: RequestGround;
  /** Which one of its case, from 0. */
  readonly number: number;
  /** How long a write of its races took in the rounds before, in milliseconds; undefined: none has succeeded. */
  readonly writeMs: number | undefined;
  /** Texts that made values derive from. */
  readonly origin: readonly string[];
  readonly startedMs: number;
  /** Notes what requests are made of; undefined: nobody asks. */
  readonly trace: Trace | undefined;
  readonly scope: Scope;
  readonly roots: Map<string, Root>;
  readonly exchanges: RawExchange[];
  /** Answers on which invariants are judged, with the step they belong to. */
  readonly answers: StepAnswer[];
  readonly undos: Undo[];
  readonly assertions: DraftAssertion[];
  /** What was seen of laws that no rule covers. */
  readonly told: Told[];
  readonly races: RaceResult[];
  /** Alternatives of `either` that held, by step. */
  readonly chosen: Map<string, Set<string>>;
  readonly earlier: EarlierFailure[];
  /** Identities whose credentials were found to be refused everywhere, or not. */
  readonly refusedIdentities: Map<string, Promise<string | undefined>>;
  halt: Halt | undefined;
  /** The first answer whose framing HTTP does not allow, though it could be read: rules go on, and the scenario ends in error. */
  defect: string | undefined;
  /** For how long a request of a race was told to wait: such a round is run again. */
  throttledMs: number | undefined;
}

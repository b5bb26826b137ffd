import type { Client } from '../../../core/client.ts';
import type { Json } from '../../../core/json.ts';
import type { ExchangeRecord, Observation, Verdict } from '../../../core/report.ts';
import type { ScenarioTrace } from '../../../core/scenario-trace.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import type { Patience } from './retry-after.ts';

/** What a scenario needs from the run it is part of. */
export interface ScenarioContext {
  /** Sends this scenario's requests: the target with the scenario's features on. */
  readonly client: Client;
  /** Made values derive from it, the scenario's id and the round. */
  readonly seed: string;
  /** Rounds of a scenario with a race. */
  readonly raceRounds: number;
  /** How often a scenario runs, a race as many times its rounds; default 1. With more, a failure does not end it. */
  readonly repeats?: number;
  /** Abort: no new step; what was made is cleaned up all the same. */
  readonly signal?: AbortSignal;
  /** Shared by all scenarios of a target: how far its clock was moved on, and texts never to be printed. */
  readonly shared?: SharedState;
  /** Checks a value against a schema of the protocol: what is wrong; undefined: there is no such schema. */
  readonly schema?: (id: string, value: Json) => readonly string[] | undefined;
  /** Told what was seen where the protocol leaves latitude. */
  readonly observe?: (observation: Observation) => void;
  /** Told of each exchange as it has taken place, in the order in which the requests were sent. */
  readonly exchanged?: (place: ExchangePlace) => void;
  /** Given a scenario's trace when it has ended, for those who make something of it; `make` does the work. */
  readonly traced?: (ended: TracedScenario) => void;
  /** Told when a scenario did not pass and its default identity was answered 401 or 403: the credentials may be good no longer. */
  readonly refused?: () => Promise<void>;
  /** False: the result is without exchanges, for those who look at verdicts only. Default: true. */
  readonly keepExchanges?: boolean;
  /** The target is thrown away afterwards, so nothing is cleaned up. */
  readonly disposable?: boolean;
  /** What was made is to stay, so that somebody can look at it. */
  readonly keep?: boolean;
  /** Told of each clean-up request that did not succeed. */
  readonly leftover?: (text: string) => void;
}

/** A scenario that has ended, and a way to its trace. */
export interface TracedScenario {
  readonly planned: PlannedScenario;
  readonly verdict: Verdict;
  make(): ScenarioTrace;
}

/** Where in a scenario an exchange belongs. */
export interface ExchangePlace extends Pick<ExchangeRecord, 'step' | 'role'> {
  /** Its index among the exchanges of its round: what `exchange` of an assertion means. */
  readonly index: number;
}

/** The little that scenarios of one target share. Changed while they run. */
export interface SharedState {
  clockOffsetMs: number;
  readonly secrets: Set<string>;
  /** With it, Retry-After is waited for; the proofs have no time for that. */
  readonly patience?: Patience;
  /** What was seen on the way that is no rule's business, and how often. */
  readonly notes?: Map<string, number>;
}

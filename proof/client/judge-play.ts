import { type HttpRequest, splitTarget } from '../../core/http.ts';
import type { AssertionResult, ExchangeRecord, ScenarioResult } from '../../core/report.ts';
import type { Rule } from '../../core/rule.ts';
import { exchangeRecord } from '../../runner/execute/round/exchange-record.ts';
import type { Redact } from '../../runner/execute/round/redact/redact.ts';
import { judgeMoves, type RuleOverMoves } from './judge-moves.ts';
import type { Move } from './move.ts';
import type { Play } from './plays.ts';

/** What a play came to. */
export interface PlayedPlay {
  readonly play: Play;
  readonly moves: readonly Move[];
  /** Why its command cannot be judged: it could not be started, or was killed. */
  readonly fault?: string;
  readonly durationMs: number;
}

/** What play results are made with. */
export interface PlayGround {
  readonly protocol: string;
  /** Where the server was. */
  readonly url: string;
  /** Client rules that have a law. */
  readonly rules: readonly Rule[];
  readonly redact: Redact;
}

/** The rules that a play judges. */
export function rulesOf(play: Play, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(({ law }) => law !== undefined && play.laws.includes(law));
}

/** Judges the moves of a client in a play: one assertion for each rule. Pure. */
export function judgePlay({ play, moves, fault, durationMs }: PlayedPlay, ground: PlayGround): ScenarioResult {
  const { protocol, url, redact } = ground;
  const rules = rulesOf(play, ground.rules);
  const exchanges = moves.map((move) => recordOf(move, moves[0]?.startedMs ?? 0, url, redact));
  const judged = fault === undefined ? judgeMoves(rules, moves) : [];
  const assertions = judged.map((one) => assertionOf(one, play, moves, redact));
  const [first] = rules;
  return {
    id: `${protocol}/client/${play.id}`,
    title: play.title,
    location: first?.location ?? { file: '', line: 1, column: 1 },
    verdict: fault === undefined ? worst(assertions) : 'error',
    ...(fault === undefined ? {} : { reason: redact(fault) }),
    durationMs,
    assertions,
    exchanges,
    races: [],
  };
}

function assertionOf(judged: RuleOverMoves, play: Play, moves: readonly Move[], redact: Redact): AssertionResult {
  const { id, level, location, law = '' } = judged.rule;
  const base = { id: `client/${law}`, step: 'client', rule: id, level, location, verdict: judged.verdict };
  if (judged.verdict === 'inconclusive') {
    const reason = `the client never came to it: in this play it has to ${play.wants}`;
    return { ...base, reason, mismatches: [] };
  }
  return {
    ...base,
    mismatches: judged.broken.map(({ move, expected, actual }) => ({
      fact: `request ${move}`,
      expected: redact(expected),
      actual: redact(actual),
      location,
    })),
    exchange: moves.findIndex(({ number }) => number === judged.move),
  };
}

function recordOf(move: Move, beganMs: number, url: string, redact: Redact): ExchangeRecord {
  const { number, request, response, startedMs, endedMs } = move;
  const raw = {
    step: `request ${number}`,
    role: 'step' as const,
    request: rooted(request),
    url: `${url}${request.target}`,
    response,
    identity: 'client',
    startedMs: startedMs - beganMs,
    durationMs: endedMs - startedMs,
  };
  return exchangeRecord(raw, redact, true);
}

function rooted(request: HttpRequest): HttpRequest {
  const { path } = splitTarget(request.target);
  return path.startsWith('/') ? request : { ...request, target: `/${request.target}` };
}

const order: readonly AssertionResult['verdict'][] = ['fail', 'error', 'inconclusive', 'pass'];

function worst(assertions: readonly AssertionResult[]): ScenarioResult['verdict'] {
  return order.find((verdict) => assertions.some((one) => one.verdict === verdict)) ?? 'inconclusive';
}

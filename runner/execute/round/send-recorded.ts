import type { Outcome, TransportFault } from '../../../core/client.ts';
import type { ExchangeRecord } from '../../../core/report.ts';
import { type Answer, createAnswer } from '../../values/answer.ts';
import type { BuiltRequest } from '../requests/build-request.ts';
import type { Round } from './round.ts';

/** What came back: an answer, or why there is none. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly outcome: Outcome }
  | { readonly kind: 'fault'; readonly fault: TransportFault; readonly outcome: Outcome };

/** Sends one request and keeps a record of it. Only safe requests are cut short by an abort: a write is seen through. */
export async function sendRecorded(
  round: Round,
  step: string,
  role: ExchangeRecord['role'],
  built: BuiltRequest,
): Promise<Reply> {
  const { client, signal } = round.context;
  const safe = built.request.method === 'GET' || built.request.method === 'HEAD';
  const outcome = await client.send(built.request, safe && role !== 'cleanup' ? signal : undefined);
  return record(round, step, role, built, outcome);
}

/** Keeps the record of an exchange that has taken place. */
export function record(
  round: Round,
  step: string,
  role: ExchangeRecord['role'],
  built: BuiltRequest,
  outcome: Outcome,
): Reply {
  const exchange = round.exchanges.length;
  round.exchanges.push({
    step,
    role,
    request: built.request,
    url: built.url,
    identity: built.identity,
    startedMs: outcome.startedMs - round.startedMs,
    durationMs: outcome.endedMs - outcome.startedMs,
    ...(outcome.kind === 'answer' ? { response: outcome.response } : { fault: outcome.fault.message }),
  });
  round.context.exchanged?.({ step, role, index: exchange });
  if (outcome.kind === 'fault') return { kind: 'fault', fault: outcome.fault, outcome };
  const { status, headers, body } = outcome.response;
  const answer = createAnswer({
    method: built.request.method,
    url: built.url,
    path: built.path,
    status,
    headers,
    body,
    exchange,
  });
  if (role !== 'cleanup' && role !== 'probe') round.answers.push({ step, answer });
  return { kind: 'answer', answer, outcome };
}

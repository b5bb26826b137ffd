import type { Outcome, TransportFault } from '../../../core/client.ts';
import type { ExchangeRecord } from '../../../core/report.ts';
import { type Answer, createAnswer } from '../../values/answer.ts';
import type { BuiltRequest } from '../requests/build-request.ts';
import type { Round } from './round.ts';
import { sendPatiently } from './send-patiently.ts';

/** What came back: an answer, or why there is none. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly outcome: Outcome }
  | { readonly kind: 'fault'; readonly fault: TransportFault; readonly outcome: Outcome };

/**
 * Sends one request and keeps a record of it. Only safe requests are cut short by an abort: a write is seen through. Who asks
 * for patience is waited for (`sendPatiently`).
 * @param isAbout is this status what the step is about? Then it is the answer.
 */
export async function sendRecorded(
  round: Round,
  step: string,
  role: ExchangeRecord['role'],
  built: BuiltRequest,
  isAbout: (status: number) => boolean = () => false,
): Promise<Reply> {
  const { client, signal } = round.context;
  const { patience } = round.shared;
  const { method } = built.request;
  const safe = method === 'GET' || method === 'HEAD';
  let reply: Reply | undefined;
  await sendPatiently(client, built.request, {
    patience,
    signal,
    sendSignal: safe && role !== 'cleanup' ? signal : undefined,
    isAbout,
    answered: (outcome) => {
      reply = record(round, step, role, built, outcome);
    },
  });
  if (reply === undefined) throw new Error('nothing was sent');
  return reply;
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
  const wrong = outcome.kind === 'answer' ? outcome.defect : outcome.fault.message;
  round.exchanges.push({
    step,
    role,
    request: built.request,
    url: built.url,
    identity: built.identity,
    ...(built.sources === undefined ? {} : { sources: built.sources }),
    startedMs: outcome.startedMs - round.startedMs,
    durationMs: outcome.endedMs - outcome.startedMs,
    ...(outcome.kind === 'answer' ? { response: outcome.response } : {}),
    ...(wrong === undefined ? {} : { fault: wrong }),
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
    toldItsName: built.tellsName,
  });
  if (role !== 'cleanup' && role !== 'probe') {
    round.answers.push({ step, answer });
    if (wrong !== undefined) round.defect ??= `${step}: ${built.request.method} ${built.path}: ${wrong}`;
  }
  return { kind: 'answer', answer, outcome };
}

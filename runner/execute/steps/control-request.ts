import type { Answer } from '../../values/answer.ts';
import { lackingScopes } from '../round/lacking-scopes.ts';
import type { Round } from '../round/round.ts';
import { sendRecorded } from '../round/send-recorded.ts';
import { whatIsMissing } from '../round/what-is-missing.ts';

/**
 * An unexpected 401 or 403 is a verdict on the rule only if the credentials are good at all. A control request with the
 * same identity tells: a read of this scenario that was answered 2xx before, else a GET of the same URL.
 * @returns why nothing can be judged, or undefined when the refusal is meant for this request.
 */
export function whyRefused(round: Round, answer: Answer): Promise<string | undefined> {
  const identity = round.exchanges[answer.exchange]?.identity ?? 'nobody';
  let known = round.refusedIdentities.get(identity);
  if (known === undefined) {
    known = askControl(round, answer, identity);
    round.refusedIdentities.set(identity, known);
  }
  return known;
}

async function askControl(round: Round, answer: Answer, identity: string): Promise<string | undefined> {
  const refused = round.exchanges[answer.exchange];
  if (refused === undefined || identity === 'nobody') return undefined;
  // Whoever may not do it for want of a scope shows nothing, whatever else it may do.
  const lacks = answer.status === 403 ? lackingScopes(round.plan, identity) : [];
  if (lacks.length > 0) return `the token of ${identity} lacks the scope ${lacks.join(', ')}, which the identity needs`;
  const good = round.exchanges.findLast(
    ({ request, identity: who, response }) =>
      who === identity &&
      request.method === 'GET' &&
      response !== undefined &&
      response.status >= 200 &&
      response.status < 300,
  );
  const model = good ?? refused;
  const bodyless = model.request.headers.filter(([name]) => !/^(content-|if-)/i.test(name));
  const reply = await sendRecorded(round, refused.step, 'probe', {
    request: {
      method: 'GET',
      target: model.request.target,
      headers: good ? model.request.headers : bodyless,
      body: new Uint8Array(0),
    },
    url: model.url,
    path: answer.path,
    identity: refused.identity,
    tellsName: false,
  });
  if (reply.kind === 'fault') return `a control request as ${identity} got no answer: ${reply.fault.message}`;
  const { status } = reply.answer;
  if (status !== 401 && status !== 403) return undefined;
  const missing = whatIsMissing(round.plan, identity, reply.answer);
  return `the credentials of ${identity} are refused: a control request was answered ${status}, too${missing === '' ? '' : ` (${missing})`}`;
}

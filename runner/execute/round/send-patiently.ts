import type { Client, Outcome } from '../../../core/client.ts';
import type { HttpRequest } from '../../../core/http.ts';
import { sleep } from '../../sleep.ts';
import { mostAttempts, type Patience, retryAfterMs } from './retry-after.ts';

/** How a request is sent that may be told to wait. */
export interface PatientSending {
  /** Undefined: nobody waits. */
  readonly patience: Patience | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the sending. */
  readonly sendSignal?: AbortSignal | undefined;
  /** Is this status what the request is about? Then it is the answer. */
  readonly isAbout?: (status: number) => boolean;
  /** Told of every outcome. */
  readonly answered?: (outcome: Outcome) => void;
}

/** Sends a request, and again when it was told to wait (`retryAfterMs`): the one case in which a request is sent again. Gives the last outcome. */
export async function sendPatiently(
  client: Client,
  request: HttpRequest,
  { patience, signal, sendSignal, isAbout = () => false, answered }: PatientSending,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await client.send(request, sendSignal);
    answered?.(outcome);
    if (patience === undefined || attempt === mostAttempts || signal?.aborted) return outcome;
    const wait = retryAfterMs(outcome, request.method, patience, Date.now());
    if (wait === undefined || (outcome.kind === 'answer' && isAbout(outcome.response.status))) return outcome;
    patience.times++;
    patience.waitedMs += wait;
    await sleep(wait, signal);
  }
}

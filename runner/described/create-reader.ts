import type { Client } from '../../core/client.ts';
import { decodeUtf8 } from '../../core/http.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';
import { callerFields } from '../execute/requests/caller-fields.ts';
import { redactFor } from '../execute/round/redact/redact-for.ts';
import type { TargetPlan } from '../options.ts';
import type { Reader } from './read-descriptions.ts';

/**
 * Reads from a target as its default identity.
 * @param basePath what precedes every path; default: that of the client.
 */
export function createReader(
  plan: Pick<TargetPlan, 'spec' | 'headers' | 'identities' | 'secrets'>,
  client: Client,
  signal: AbortSignal | undefined,
  basePath: string = client.basePath,
): Reader {
  const identity = plan.spec.identities[0]?.id;
  const redact = redactFor(plan);
  const text = async (path: string): ReturnType<Reader['text']> => {
    const called = `GET ${path.replace(/\?.*$/s, '')}`;
    const headers = [...plan.spec.headers, ...callerFields(plan, identity)];
    const request = { method: 'GET', target: `${basePath}${path}`, headers, body: new Uint8Array(0) };
    const outcome = await client.send(request, signal);
    if (outcome.kind === 'fault') return { fault: redact(`${called}: ${outcome.fault.message}`) };
    const { status, body } = outcome.response;
    if (status !== 200) return { fault: `${called} answered ${status}` };
    // Documents may begin with a byte order mark.
    return { text: decodeUtf8(body).replace(/^\uFEFF/, '') };
  };
  const json = async (path: string): ReturnType<Reader['json']> => {
    const answer = await text(path);
    if ('fault' in answer) return answer;
    try {
      return { json: parseJson(answer.text) };
    } catch (error) {
      if (error instanceof JsonSyntaxError) return { fault: `GET ${path.replace(/\?.*$/s, '')} answered no JSON` };
      throw error;
    }
  };
  return { json, text };
}

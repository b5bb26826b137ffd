import { decodeUtf8, type HeaderField } from '../../core/http.ts';
import type { Exchange } from '../kernel/exchange-log.ts';

/** One exchange as JSON. Credentials are left out. */
export interface DescribedExchange {
  readonly id: number;
  /** RFC 3339, by the service's clock. */
  readonly at: string;
  readonly principal: string | null;
  readonly rules: readonly string[];
  /** What was made to go wrong on purpose. */
  readonly fault?: string;
  readonly request: { readonly method: string; readonly target: string } & DescribedMessage;
  readonly response: { readonly status: number } & DescribedMessage;
}

interface DescribedMessage {
  readonly headers: readonly HeaderField[];
  readonly body: string;
}

/** Renders an exchange for the control plane. */
export function describeExchange({ id, at, principal, rules, fault, request, response }: Exchange): DescribedExchange {
  return {
    id,
    at: new Date(at).toISOString(),
    principal: principal ?? null,
    rules,
    ...(fault !== undefined && { fault }),
    request: {
      method: request.method,
      target: request.target,
      headers: withoutSecrets(request.headers),
      body: decodeUtf8(request.body),
    },
    response: { status: response.status, headers: response.headers, body: decodeUtf8(response.body) },
  };
}

/** Was the client told off: refused, by a rule? */
export function isFinding({ response, rules }: Exchange): boolean {
  return response.status >= 400 && rules.length > 0;
}

const secret = new Set(['authorization', 'cookie', 'proxy-authorization']);

function withoutSecrets(headers: readonly HeaderField[]): HeaderField[] {
  return headers.map(([name, value]) => [name, secret.has(name.toLowerCase()) ? '(hidden)' : value]);
}

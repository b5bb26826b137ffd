import { type HeaderField, type HttpResponse, utf8 } from '../../core/http.ts';

/** A refusal of a token endpoint (RFC 6749 §5.2). */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code: string;
  readonly status: number;
  readonly headers: readonly HeaderField[];

  constructor(
    code: string,
    description: string,
    { status = 400, headers = [] }: { readonly status?: number; readonly headers?: readonly HeaderField[] } = {},
  ) {
    super(description);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** The answer to it. */
export function refusalOf({ code, message, status, headers }: TokenError): HttpResponse {
  return tokenAnswer(status, { error: code, error_description: message }, headers);
}

/** An answer of a token endpoint, which nobody keeps (RFC 6749 §5.1). */
export function tokenAnswer(status: number, body: object, headers: readonly HeaderField[] = []): HttpResponse {
  return {
    status,
    headers: [
      ['Content-Type', 'application/json;charset=UTF-8'],
      ['Cache-Control', 'no-store'],
      ['Pragma', 'no-cache'],
      ...headers,
    ],
    body: utf8(JSON.stringify(body)),
  };
}

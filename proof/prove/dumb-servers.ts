import { emptyBody, type HttpRequest, type HttpResponse, headerLines, utf8 } from '../../core/http.ts';
import type { Answerer } from '../in-process-client.ts';

/** A server that knows no protocol at all. No run against one may end in exit 0 (docs/glossary.md#dumb-server). */
export interface DumbServer {
  readonly id: string;
  readonly title: string;
  readonly answer: Answerer;
}

const always = (status: number, body = '', type = 'application/json'): Answerer => {
  const bytes = body === '' ? emptyBody : utf8(body);
  return () => ({ status, headers: body === '' ? [] : [['Content-Type', type]], body: bytes });
};

/** Sends back what it got: the body as it came, the condition as the version. */
function echo(request: HttpRequest): HttpResponse {
  const type = headerLines(request.headers, 'content-type')[0] ?? 'application/octet-stream';
  const tag = headerLines(request.headers, 'if-match')[0];
  return {
    status: 200,
    headers: [['Content-Type', type], ...(tag === undefined ? [] : [['ETag', tag] as const])],
    body: request.body,
  };
}

/** The dumb servers every protocol is tried against; "another protocol's server" is added by the proof. */
export const dumbServers: readonly DumbServer[] = [
  { id: 'always-200', title: 'answers 200 {} to everything', answer: always(200, '{}') },
  { id: 'always-204', title: 'answers 204 to everything', answer: always(204) },
  { id: 'always-401', title: 'answers 401 to everything', answer: always(401) },
  { id: 'always-404', title: 'answers 404 to everything', answer: always(404) },
  { id: 'always-412', title: 'answers 412 to everything', answer: always(412) },
  { id: 'always-500', title: 'answers 500 to everything', answer: always(500) },
  { id: 'echo', title: 'answers 200 with the body it got', answer: echo },
];

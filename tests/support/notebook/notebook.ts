import { applyPatch } from 'rfc6902';
import {
  decodeUtf8,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
  headerValue,
  splitTarget,
  utf8,
} from '../../../core/http.ts';
import type { Answerer } from '../../../proof/in-process-client.ts';
import { answerBatch } from './answer-batch.ts';

/** What tests may do to a notebook from outside. */
export interface Notebook {
  readonly answer: Answerer;
  readonly control: {
    provoke(what: 'throttle-next-write' | 'refuse-next-write'): Promise<void>;
    advanceClock(ms: number): Promise<void>;
  };
}

interface Note {
  readonly tag: number;
  readonly created: number;
  readonly updated: number;
  readonly values: Record<string, unknown>;
}

/**
 * A small server for the examples of the manual: notes under /api/notes with ETag and conditions, JSON and JSON Patch,
 * publication that takes two reads, a token, a batch, faults on request. The edition "first" answers conflicts with 500.
 */
export function createNotebook(edition: string): Notebook {
  const notes = new Map<string, Note>();
  const reads = new Map<string, number>();
  let count = 0x1000;
  let moved = 0;
  let fault: number | undefined;
  const now = (): number => Date.now() + moved;

  const store = (id: string, values: Record<string, unknown>): Note => {
    const note = { tag: ++count, created: notes.get(id)?.created ?? now(), updated: now(), values };
    notes.set(id, note);
    return note;
  };
  const show = (id: string, { tag, created, updated, values }: Note): Record<string, unknown> => ({
    id,
    ...values,
    tag: `"${tag}"`,
    stamp: stampOf(tag),
    createdAt: new Date(created).toISOString(),
    updatedAt: new Date(updated).toISOString(),
  });

  const collection = (request: HttpRequest, query: URLSearchParams): HttpResponse => {
    if (request.method === 'GET') {
      const all = [...notes].map(([id, note]) => show(id, note)).filter((note) => matches(note, query));
      return json(200, { value: all });
    }
    const body = read(request);
    if (!body) return error(400, 'bad-body');
    const id = typeof body['id'] === 'string' ? body['id'] : crypto.randomUUID();
    const note = store(id, body);
    return json(201, { id }, [['Location', `/api/notes/${id}`], tagOf(note)]);
  };
  const single = (request: HttpRequest, id: string): HttpResponse => {
    const note = notes.get(id);
    if (!note) return error(404, 'not-found');
    if (request.method === 'GET') return get(request, id, note);
    const condition = headerValue(request.headers, 'if-match');
    if (condition !== undefined && condition !== '*' && !agrees(condition, note))
      return error(edition === 'first' ? 500 : 412, 'conflict');
    if (request.method === 'DELETE') {
      notes.delete(id);
      return { status: 204, headers: [], body: utf8('') };
    }
    const body = read(request);
    const patched = headerValue(request.headers, 'content-type')?.startsWith('application/json-patch+json');
    const values = patched
      ? patch(note.values, body)
      : body && { ...(request.method === 'PATCH' ? note.values : {}), ...body };
    if (!values) return error(400, 'bad-body');
    return { status: 204, headers: [tagOf(store(id, values))], body: utf8('') };
  };
  const get = (request: HttpRequest, id: string, note: Note): HttpResponse => {
    if (headerValue(request.headers, 'if-none-match') === `"${note.tag}"`)
      return { status: 304, headers: [tagOf(note)], body: utf8('') };
    if (note.values['state'] === 'publishing') {
      reads.set(id, (reads.get(id) ?? 0) + 1);
      if ((reads.get(id) ?? 0) > 2) return json(200, show(id, store(id, { ...note.values, state: 'published' })));
    }
    return json(200, show(id, note), [tagOf(note), ['X-Twice', 'one'], ['X-Twice', 'two']]);
  };

  const answer = (request: HttpRequest): HttpResponse => {
    const { path, query } = splitTarget(request.target);
    const user = headerValue(request.headers, 'x-user');
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (path === '/api/token') return json(200, { token: `secret of ${user}` });
    if (path === '/api/echo')
      return json(200, { target: request.target, headers: request.headers, body: decodeUtf8(request.body) });
    if (path === '/api/$batch') return answerBatch(request, answer);
    if (writes && user !== 'owner') return error(user === undefined ? 401 : 403, 'not-allowed');
    if (writes && fault !== undefined) {
      const status = fault;
      fault = undefined;
      return error(status, 'try-again', [['Retry-After', '1']]);
    }
    if (path === '/api/notes') return collection(request, new URLSearchParams(query));
    const id = /^\/api\/notes\/([^/]+)$/.exec(path)?.[1];
    return id === undefined ? error(404, 'not-found') : single(request, decodeURIComponent(id));
  };

  return {
    answer,
    control: {
      provoke: async (what) => {
        fault = what === 'throttle-next-write' ? 429 : 503;
      },
      advanceClock: async (ms) => {
        moved += ms;
      },
    },
  };
}

function json(status: number, value: unknown, headers: readonly HeaderField[] = []): HttpResponse {
  return { status, headers: [['Content-Type', 'application/json'], ...headers], body: utf8(JSON.stringify(value)) };
}

function error(status: number, code: string, headers: readonly HeaderField[] = []): HttpResponse {
  return json(status, { error: { code, message: `The request failed: ${code}.` } }, headers);
}

function tagOf({ tag }: Note): HeaderField {
  return ['ETag', `"${tag}"`];
}

function agrees(condition: string, { tag }: Note): boolean {
  return condition.split(',').some((item) => item.trim() === `"${tag}"`);
}

/** Base64 of 8 bytes, big-endian. */
function stampOf(tag: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(tag));
  return bytes.toString('base64');
}

function matches(note: Record<string, unknown>, query: URLSearchParams): boolean {
  return [...query].every(([name, value]) => String(note[name]) === value);
}

function read(request: HttpRequest): Record<string, unknown> | undefined {
  try {
    return JSON.parse(decodeUtf8(request.body)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function patch(values: Record<string, unknown>, operations: unknown): Record<string, unknown> | undefined {
  const copy = structuredClone(values);
  return applyPatch(copy, operations as Parameters<typeof applyPatch>[1]).some((fault) => fault !== null)
    ? undefined
    : copy;
}

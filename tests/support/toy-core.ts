import { formatEntityTag, matchesWeakly, parseEntityTagCondition } from '../../core/entity-tag.ts';
import {
  decodeUtf8,
  emptyBody,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
  headerValue,
  splitTarget,
} from '../../core/http.ts';
import { isJsonObject, type Json } from '../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';
import { around, atSeam, off } from '../../mock-server/kernel/bug.ts';
import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import { respondEmpty, respondJson, respondText } from '../../mock-server/kernel/respond.ts';
import { seam } from '../../mock-server/kernel/seam.ts';
import { rollBack, type Store } from '../../mock-server/kernel/store.ts';
import type { World } from '../../mock-server/kernel/world.ts';

/** A note of the toy protocol. */
interface Note {
  readonly text: string;
  readonly count: Json;
  readonly version: string;
}

const seams = { tagOfUpdate: seam<readonly HeaderField[]>('tag-of-update', 'shows how a seam is used') };

/**
 * A protocol nobody needs, small enough to see through: notes with an ETag under /notes/{key}, PUT and PATCH with
 * If-Match, DELETE, POST /both (two notes or none), and some answers that are hard on adapters.
 */
export const toyCore: ProtocolCore = {
  id: 'toy',
  title: 'Toy notes',
  editions: ['one', 'two'],
  defaultEdition: 'one',
  mutants: [
    { id: 'stale-accepted', title: 'An old version is accepted.', fails: ['TOY-001'], at: [off('TOY-001')] },
    {
      id: 'no-tag',
      title: 'An update names no new version.',
      fails: ['TOY-002'],
      at: [atSeam(seams.tagOfUpdate, () => [])],
    },
    {
      id: 'refused-but-written',
      title: 'A refused write is done all the same.',
      fails: ['TOY-001'],
      at: [
        around(
          ({ response }) => response.status === 412,
          ({ request, response, store, world }) => {
            put(store, world, request.target.slice('/notes/'.length), 'written all the same', null);
            return response;
          },
        ),
      ],
    },
  ],
  variants: [{ id: 'other-words', title: 'Other error texts', because: 'TOY-001 names no text.' }],
  unlawfulVariants: {},
  excuses: {
    assertions: {},
    dumbPasses: {},
    kernelMutants: { 'forgets-roll-back': 'no scenario of the toy suite needs a roll-back' },
  },
  features: ['loud', 'quiet'],
  defaultFeatures: ['quiet'],
  credentials: { writer: [['Authorization', 'Bearer writer']], reader: [['Authorization', 'Bearer reader']] },
  authenticate: (request) => {
    const value = headerValue(request.headers, 'authorization');
    return value === undefined ? undefined : { id: value.replace('Bearer ', ''), claims: {} };
  },
  seed: (store, world) => put(store, world, 'seeded', 'first', 1),
  disturb: (store, world) => put(store, world, `foreign-${store.next('foreign')}`, world.uuid(7), 0),
  handle: (store, request, world) => {
    const { path } = splitTarget(request.target);
    if (path === '/notes') return list(store, world);
    if (path.startsWith('/notes/')) return note(store, request, world, path.slice('/notes/'.length));
    if (path === '/both') return both(store, request, world);
    return strange(store, request, world, path);
  },
  example: { method: 'GET', target: '/notes/seeded', headers: [] },
};

const json = 'application/json';

function list(store: Store, world: World): HttpResponse {
  const value = [...store.table<Note>('notes').entries()].map(([key, row]) => ({ key, text: row.text }));
  return respondJson(200, json, { self: `${world.baseUrl}/notes`, value });
}

function note(store: Store, request: HttpRequest, world: World, key: string): HttpResponse {
  const notes = store.table<Note>('notes');
  const found = notes.get(key);
  const condition = headerValue(request.headers, 'if-match');
  const current = formatEntityTag({ weak: true, opaque: found?.version ?? '' });
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (!found) return respondEmpty(404);
    if (headerValue(request.headers, 'if-none-match') === current) return respondEmpty(304, [['ETag', current]]);
    const shown = {
      key,
      text: found.text,
      count: found.count,
      edition: world.edition,
      who: world.principal?.id ?? null,
    };
    return respondJson(200, json, world.features.has('loud') ? { ...shown, loud: true } : shown, [['ETag', current]]);
  }
  if (condition !== undefined) {
    const tags = parseEntityTagCondition(condition);
    const opaque = found?.version ?? '';
    const matches = tags === '*' || tags?.some((tag) => matchesWeakly(tag, { weak: true, opaque }));
    if (!matches && world.keeps('TOY-001')) {
      return respondText(412, 'text/plain', world.variant('other-words') ? 'that is old' : 'version does not match');
    }
  }
  if (request.method === 'DELETE') return respondEmpty(notes.delete(key) ? 204 : 404);
  if (request.method !== 'PUT') return respondEmpty(405, [['Allow', 'GET, HEAD, PUT, DELETE']]);
  const body = read(request);
  if (!isJsonObject(body)) return respondText(400, 'text/plain', 'not an object');
  put(store, world, key, String(body['text'] ?? ''), body['count'] ?? null);
  const version = notes.get(key)?.version ?? '';
  const tag: HeaderField = ['ETag', formatEntityTag({ weak: true, opaque: version })];
  if (found) return respondEmpty(204, world.through(seams.tagOfUpdate, [tag]));
  return respondEmpty(201, [tag, ['Location', `${world.baseUrl}/notes/${key}`]]);
}

/** Puts two notes, and takes both back if the second has no text. */
function both(store: Store, request: HttpRequest, world: World): HttpResponse {
  return store.transaction(() => {
    const body = read(request);
    if (!isJsonObject(body)) return rollBack(respondEmpty(400));
    put(store, world, 'left', String(body['left']), null);
    if (body['right'] === undefined) return rollBack(respondText(422, 'text/plain', 'nothing on the right'));
    put(store, world, 'right', String(body['right']), null);
    return respondEmpty(204);
  });
}

/** Answers that HTTP libraries like to improve. */
function strange(store: Store, request: HttpRequest, world: World, path: string): HttpResponse {
  switch (path) {
    case '/echo':
      return respondJson(200, json, {
        method: request.method,
        target: request.target,
        headers: request.headers.map(([name, value]) => [name, value]),
        body: decodeUtf8(request.body),
        baseUrl: world.baseUrl,
      });
    case '/unmodelled':
      world.unmodelled('$apply', '$search', '$apply');
      return respondEmpty(501);
    case '/untyped':
      return { status: 200, headers: [], body: new TextEncoder().encode('plain') };
    case '/doubled':
      return respondText(200, 'text/plain', 'x', [
        ['X-Twice', 'one'],
        ['x-Other', ''],
        ['X-Twice', 'two'],
      ]);
    case '/no-content':
      return respondEmpty(204, [['ETag', 'W/"1"']]);
    case '/tagged':
      return respondText(200, 'text/plain', 'always', [['ETag', '"fixed"']]);
    case '/empty':
      return respondEmpty(200);
    case '/number':
      return {
        status: 200,
        headers: [['Content-Type', json]],
        body: new TextEncoder().encode('{"n":9007199254740993}'),
      };
    case '/fault':
      put(store, world, 'half', 'written', null);
      throw new Error('broken on purpose');
    default:
      return respondJson(404, json, { target: request.target });
  }
}

function put(store: Store, world: World, key: string, text: string, count: Json): void {
  const version = world.keeps('TOY-002') ? String(store.next('version')) : 'same';
  store.table<Note>('notes').put(key, { text, count, version });
}

function read(request: HttpRequest): Json | undefined {
  try {
    return request.body === emptyBody ? undefined : parseJson(decodeUtf8(request.body));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

import { type HttpRequest, type HttpResponse, splitTarget, utf8 } from '../../../../core/http.ts';
import { around, type Exchange, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { allDefinitions } from '../model/definitions.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { methodNotAllowed, refuse } from '../refuse.ts';
import { insertFragment, storeUpdate } from '../write/write-fragment.ts';
import {
  bodyOf,
  definitionOf,
  namesCharset,
  namesNoDefinition,
  updateOf,
  updates,
  updatesOfNothing,
  withBody,
} from './exchanges.ts';

/** What is wrong with what an update is addressed to, who sends it, and how its body is declared. */
export const addressMutants: readonly Mutant[] = [
  {
    id: 'missing-id-creates',
    title: 'An update without ID makes a fragment.',
    fails: ['M42-UPD-006'],
    at: [
      around(updatesWithoutId, (exchange) => {
        insertNamed(exchange);
        return respondEmpty(204);
      }),
    ],
  },
  {
    id: 'missing-id-leaves-fragment',
    title: 'An update without ID is refused after a fragment was made.',
    fails: ['M42-UPD-006'],
    at: [writing(updatesWithoutId, insertNamed)],
  },
  {
    id: 'put-needs-id-in-path',
    title: 'An update on the Data Definition is refused with 405.',
    fails: ['M42-UPD-001', 'M42-UPD-007', 'M42-UPD-008', 'M42-TS-002'],
    at: [
      around(updatesOfDefinitions, ({ undo, world }) => {
        undo();
        return methodNotAllowed(world, 'GET, POST');
      }),
    ],
  },
  {
    id: 'update-hits-newest-fragment',
    title: 'An update changes the fragment that was made last, whatever its ID says.',
    fails: ['M42-UPD-007'],
    at: [taking(namesFragment, aimAtNewest)],
  },
  {
    id: 'trailing-slash-redirected',
    title: 'A slash at the end is answered with 301.',
    fails: ['M42-UPD-008'],
    at: [
      refusing(hasTrailingSlash, ({ request, world }) =>
        respondEmpty(301, [['Location', `${world.baseUrl}${splitTarget(request.target).path.replace(/\/$/, '')}`]]),
      ),
    ],
  },
  {
    id: 'trailing-slash-is-404',
    title: 'A slash at the end is answered with 404.',
    fails: ['M42-UPD-008'],
    at: [refusing(hasTrailingSlash, () => respondEmpty(404))],
  },
  {
    id: 'trailing-slash-writes-nothing',
    title: 'An update with a slash at the end is answered with 204 and not stored.',
    fails: ['M42-UPD-008'],
    at: [refusing(hasTrailingSlash, () => respondEmpty(204))],
  },
  {
    id: 'query-refused',
    title: 'An update with a query is refused.',
    fails: ['M42-UPD-009'],
    at: [
      refusing(hasQuery, ({ world }) =>
        refuse(world, 400, { name: 'UnknownParameter', message: 'PUT takes no query.' }),
      ),
    ],
  },
  {
    id: 'full-query-replaces',
    title: 'An update with full=true resets the attributes it does not name.',
    fails: ['M42-UPD-009'],
    at: [taking((exchange) => hasQuery(exchange) && exchange.request.target.endsWith('?full=true'), nullUnnamed)],
  },
  {
    id: 'unknown-definition-is-404',
    title: 'An update of an unknown Data Definition is answered with 404.',
    fails: ['M42-UPD-010'],
    at: [withStatus(404, (exchange) => exchange.request.method === 'PUT' && namesNoDefinition(exchange))],
  },
  {
    id: 'unknown-definition-written-by-id',
    title: 'An update of an unknown Data Definition is refused after the fragment with this ID was changed.',
    fails: ['M42-UPD-010'],
    at: [writing((exchange) => exchange.request.method === 'PUT' && namesNoDefinition(exchange), updateWhatIdNames)],
  },
  {
    id: 'unknown-id-creates',
    title: 'An update with an unknown ID makes a fragment, and is answered with 204.',
    fails: ['M42-UPD-011', 'M42-DEL-004'],
    at: [
      around(updatesOfNothing, (exchange) => {
        insertNamed(exchange);
        return respondEmpty(204);
      }),
    ],
  },
  {
    id: 'unknown-id-creates-with-201',
    title: 'An update with an unknown ID makes a fragment, and is answered with 201.',
    fails: ['M42-UPD-011'],
    at: [
      around(updatesOfNothing, (exchange) => {
        insertNamed(exchange);
        return respondEmpty(201);
      }),
    ],
  },
  {
    id: 'anonymous-update-accepted',
    title: 'Nobody needs an access token.',
    fails: ['M42-AUT-006'],
    at: [off('M42-AUT-006')],
  },
  {
    id: 'unauthorized-update-applied',
    title: 'An update without access token is refused after it was stored.',
    fails: ['M42-AUT-006'],
    at: [
      around(
        ({ response }) => response.status === 401,
        ({ request, response, instead }) => {
          instead(request, { id: 'caller', claims: {} });
          return response;
        },
      ),
    ],
  },
  {
    id: 'latin-1-unless-named',
    title: 'JSON without a charset is read as Latin-1.',
    fails: ['M42-HDR-002'],
    at: [
      taking(
        ({ request }) => request.body.some((byte) => byte > 0x7f) && !namesCharset(request),
        ({ request }) => ({ ...request, body: utf8(new TextDecoder('latin1').decode(request.body)) }),
      ),
    ],
  },
  {
    id: 'charset-refused',
    title: 'A Content-Type with a charset is refused.',
    fails: ['M42-HDR-002'],
    at: [refusing((exchange) => isPut(exchange) && namesCharset(exchange.request), refuseType)],
  },
  {
    id: 'plain-json-refused',
    title: 'A Content-Type without a charset is refused.',
    fails: ['M42-HDR-002', 'M42-UPD-001', 'M42-TS-002'],
    at: [refusing((exchange) => isPut(exchange) && !namesCharset(exchange.request), refuseType)],
  },
];

function updatesOfDefinitions(exchange: Exchange): boolean {
  return exchange.response.status !== 401 && updates(exchange) && definitionOf(exchange) !== undefined;
}

function updatesWithoutId(exchange: Exchange): boolean {
  const update = exchange.response.status >= 400 && updates(exchange) ? updateOf(exchange) : undefined;
  return update !== undefined && (update.body['ID'] ?? null) === null;
}

/** Makes a fragment of what an update names, under its ID or a fresh one. */
function insertNamed(exchange: Exchange): void {
  const { definition, body, values = {} } = updateOf(exchange) ?? {};
  const id = body?.['ID'] ?? exchange.world.uuid(4);
  if (definition) insertFragment(exchange, definition, String(id), values);
}

function namesFragment(exchange: Exchange): boolean {
  return updates(exchange) && updateOf(exchange)?.row !== undefined;
}

/** The same update of the fragment that was made last. */
function aimAtNewest(exchange: Exchange): HttpRequest {
  const { definition, body = {} } = updateOf(exchange) ?? {};
  const newest = definition && [...fragmentsOf(exchange.before, definition).entries()].at(-1)?.[0];
  return withBody(exchange.request, { ...body, ...(newest === undefined ? {} : { ID: newest }) });
}

function hasTrailingSlash(exchange: Exchange): boolean {
  return updates(exchange) && splitTarget(exchange.request.target).path.endsWith('/');
}

function hasQuery(exchange: Exchange): boolean {
  return updates(exchange) && splitTarget(exchange.request.target).query !== undefined;
}

/** "full=true" taken for "replace": what is not named is reset. */
function nullUnnamed(exchange: Exchange): HttpRequest {
  const { definition, body = {} } = updateOf(exchange) ?? {};
  const nulls = Object.keys(definition?.attributes ?? {}).map((name): [string, null] => [name, null]);
  return withBody(exchange.request, { ...Object.fromEntries(nulls), ...body });
}

/** An update that names an unknown definition finds the fragment by its id alone. */
function updateWhatIdNames({ request, store, world }: Exchange): void {
  const { ID: id, ...values } = bodyOf(request) ?? {};
  for (const definition of allDefinitions) {
    const row = fragmentsOf(store, definition).get(String(id).toLowerCase());
    if (row) storeUpdate({ store, world }, definition, { row, values }, { ID: row.id });
  }
}

/** PUT by a caller who is known. */
function isPut({ request, response }: Exchange): boolean {
  return request.method === 'PUT' && response.status !== 401;
}

function refuseType({ world }: Exchange): HttpResponse {
  return refuse(world, 415, { name: 'UnsupportedMediaType', message: 'The content must be application/json.' });
}

import { type HttpRequest, type HttpResponse, splitTarget, utf8 } from '../../../../core/http.ts';
import { around, type Exchange, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
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
export const addressMutants: readonly Mutant[] = mutantsOf(
  [
    ['missing-id-creates', 'An update without ID makes a fragment.', 'M42-UPD-006'],
    ['missing-id-leaves-fragment', 'An update without ID is refused after a fragment was made.', 'M42-UPD-006'],
    [
      'put-needs-id-in-path',
      'An update on the Data Definition is refused with 405.',
      ['M42-UPD-001', 'M42-UPD-007', 'M42-UPD-008', 'M42-TS-002'],
    ],
    [
      'update-hits-newest-fragment',
      'An update changes the fragment that was made last, whatever its ID says.',
      'M42-UPD-007',
    ],
    ['trailing-slash-redirected', 'A slash at the end is answered with 301.', 'M42-UPD-008'],
    ['trailing-slash-is-404', 'A slash at the end is answered with 404.', 'M42-UPD-008'],
    [
      'trailing-slash-writes-nothing',
      'An update with a slash at the end is answered with 204 and not stored.',
      'M42-UPD-008',
    ],
    ['query-refused', 'An update with a query is refused.', 'M42-UPD-009'],
    ['full-query-replaces', 'An update with full=true resets the attributes it does not name.', 'M42-UPD-009'],
    ['unknown-definition-is-404', 'An update of an unknown Data Definition is answered with 404.', 'M42-UPD-010'],
    [
      'unknown-definition-written-by-id',
      'An update of an unknown Data Definition is refused after the fragment with this ID was changed.',
      'M42-UPD-010',
    ],
    [
      'unknown-id-creates',
      'An update with an unknown ID makes a fragment, and is answered with 204.',
      ['M42-UPD-011', 'M42-DEL-004'],
    ],
    [
      'unknown-id-creates-with-201',
      'An update with an unknown ID makes a fragment, and is answered with 201.',
      'M42-UPD-011',
    ],
    ['anonymous-update-accepted', 'Nobody needs an access token.', 'M42-AUT-006', off('M42-AUT-006')],
    ['unauthorized-update-applied', 'An update without access token is refused after it was stored.', 'M42-AUT-006'],
    ['latin-1-unless-named', 'JSON without a charset is read as Latin-1.', 'M42-HDR-002'],
    ['charset-refused', 'A Content-Type with a charset is refused.', 'M42-HDR-002'],
    [
      'plain-json-refused',
      'A Content-Type without a charset is refused.',
      ['M42-HDR-002', 'M42-UPD-001', 'M42-TS-002'],
    ],
  ],
  {
    'missing-id-creates': around(updatesWithoutId, (exchange) => {
      insertNamed(exchange);
      return respondEmpty(204);
    }),
    'missing-id-leaves-fragment': writing(updatesWithoutId, insertNamed),
    'put-needs-id-in-path': around(updatesOfDefinitions, ({ undo, world }) => {
      undo();
      return methodNotAllowed(world, 'GET, POST');
    }),
    'update-hits-newest-fragment': taking(namesFragment, aimAtNewest),
    'trailing-slash-redirected': refusing(hasTrailingSlash, ({ request, world }) =>
      respondEmpty(301, [['Location', `${world.baseUrl}${splitTarget(request.target).path.replace(/\/$/, '')}`]]),
    ),
    'trailing-slash-is-404': refusing(hasTrailingSlash, () => respondEmpty(404)),
    'trailing-slash-writes-nothing': refusing(hasTrailingSlash, () => respondEmpty(204)),
    'query-refused': refusing(hasQuery, ({ world }) =>
      refuse(world, 400, { name: 'UnknownParameter', message: 'PUT takes no query.' }),
    ),
    'full-query-replaces': taking(
      (exchange) => hasQuery(exchange) && exchange.request.target.endsWith('?full=true'),
      nullUnnamed,
    ),
    'unknown-definition-is-404': withStatus(
      404,
      (exchange) => exchange.request.method === 'PUT' && namesNoDefinition(exchange),
    ),
    'unknown-definition-written-by-id': writing(
      (exchange) => exchange.request.method === 'PUT' && namesNoDefinition(exchange),
      updateWhatIdNames,
    ),
    'unknown-id-creates': around(updatesOfNothing, (exchange) => {
      insertNamed(exchange);
      return respondEmpty(204);
    }),
    'unknown-id-creates-with-201': around(updatesOfNothing, (exchange) => {
      insertNamed(exchange);
      return respondEmpty(201);
    }),
    'unauthorized-update-applied': around(
      ({ response }) => response.status === 401,
      ({ request, response, instead }) => {
        instead(request, { id: 'caller', claims: {} });
        return response;
      },
    ),
    'latin-1-unless-named': taking(
      ({ request }) => request.body.some((byte) => byte > 0x7f) && !namesCharset(request),
      ({ request }) => ({ ...request, body: utf8(new TextDecoder('latin1').decode(request.body)) }),
    ),
    'charset-refused': refusing((exchange) => isPut(exchange) && namesCharset(exchange.request), refuseType),
    'plain-json-refused': refusing((exchange) => isPut(exchange) && !namesCharset(exchange.request), refuseType),
  },
);

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

import { isJsonObject } from '../../../../core/json.ts';
import { around, type Exchange } from '../../../kernel/bug.ts';
import {
  answering,
  changingMember,
  type When,
  withJson,
  withoutBody,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, done, refused, sends } from '../../../kernel/bugs/when.ts';
import { refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Principal } from '../../../kernel/world.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { decodeRowversion, encodeRowversion, nextTimeStamp } from '../model/rowversion.ts';
import { refuse } from '../refuse.ts';
import { conflict } from '../write/judge-time-stamp.ts';
import { creations, deletions, doneUpdates, operationOf, reads, updateOf, updates } from './exchanges.ts';

const exchanges: When = ({ request }) => operationOf(request) === 'exchange-token';
const caller: Principal = { id: 'caller', claims: {} };
const isReader: When = ({ world }) => world.principal?.id === 'reader';
const withApiToken: When = ({ world }) => world.principal?.id === 'api-token';
const undeclared: When = (exchange) => exchange.response.status === 415 && !sends('Content-Type')(exchange);

/** What is wrong with tokens, with who may do what, and with what headers say. */
export const callerMutants: readonly Mutant[] = mutantsOf(
  [
    ['token-under-another-name', 'The access token is called access_token.', ['M42-AUT-001', 'M42-AUT-002']],
    ['token-is-good-for-nothing', 'The access token that is given out is not known afterwards.', 'M42-AUT-001'],
    ['exchange-needs-the-slash', 'The exchange without a slash at its end is answered with 404.', 'M42-AUT-002'],
    ['exchange-needs-a-body', 'The exchange without a body is refused.', 'M42-AUT-002'],
    ['anybody-gets-a-token', 'A token that is none is exchanged as well.', 'M42-AUT-003'],
    ['lifetime-in-seconds', 'The lifetime of a token is a number of seconds.', 'M42-AUT-004'],
    ['api-token-is-400', 'A request for data with an API token is answered with 400.', 'M42-AUT-005'],
    ['api-token-may-write', 'An API token is good for updates.', 'M42-AUT-006'],
    ['refusal-moves-the-timestamp', 'An update that is refused with 401 gives a new TimeStamp.', 'M42-AUT-007'],
    ['readers-may-write', 'Somebody who may only read may update.', 'M42-UPD-014'],
    ['readers-write-behind-403', 'An update by somebody who may only read is refused, and done.', 'M42-UPD-014'],
    ['denied-is-204', 'An update by somebody who may only read is answered with 204 and not done.', 'M42-UPD-014'],
    ['readers-may-create', 'Somebody who may only read may create.', 'M42-AUT-008'],
    ['readers-create-behind-403', 'A creation by somebody who may only read is refused, and done.', 'M42-AUT-008'],
    ['undeclared-is-json', 'A body without a Content-Type is taken for JSON.', ['M42-HDR-001', 'M42-OBJ-010']],
    ['undeclared-is-400', 'A body without a Content-Type is refused with 400.', ['M42-HDR-001', 'M42-OBJ-010']],
    [
      'undeclared-is-done-and-refused',
      'A body without a Content-Type is refused after it was stored.',
      ['M42-HDR-001', 'M42-OBJ-010'],
    ],
    ['delete-needs-content-type', 'A deletion without a Content-Type is refused.', 'M42-HDR-004'],
    ['json-called-text', 'JSON is sent as text/plain.', 'M42-HDR-005'],
    ['errors-say-nothing', 'Refusals have no body.', 'M42-ERR-001'],
    ['fragments-have-etags', 'A fragment is shown with an ETag.', 'M42-TS-016'],
    ['compressed-stamps-differ', 'What is asked for in gzip shows a TimeStamp of its own.', 'M42-GET-001'],
    ['if-match-is-a-condition', 'If-Match is compared, and never fits.', 'M42-TS-016'],
  ],
  {
    'token-under-another-name': withJson(done(exchanges), (body) =>
      isJsonObject(body) && body['RawToken'] !== undefined ? { access_token: body['RawToken'] } : body,
    ),
    'token-is-good-for-nothing': changingMember('RawToken', done(exchanges), () => 'lost'),
    'exchange-needs-the-slash': answering(
      all(exchanges, ({ request }) => !request.target.endsWith('/')),
      () => respondEmpty(404),
    ),
    'exchange-needs-a-body': answering(
      all(exchanges, ({ request }) => request.body.length === 0),
      ({ world }) => refuse(world, 400, { name: 'InvalidBody', message: 'A body is required.' }),
    ),
    'anybody-gets-a-token': around(
      all(exchanges, ({ world }) => world.principal === undefined),
      ({ request, instead }) => instead(request, { id: 'api-token', claims: {} }),
    ),
    'lifetime-in-seconds': changingMember('LifeTime', done(exchanges), () => 3600),
    'api-token-is-400': withStatus(
      400,
      all(withApiToken, ({ response }) => response.status === 406),
    ),
    'api-token-may-write': around(all(withApiToken, updates), ({ request, instead }) => instead(request, caller)),
    'refusal-moves-the-timestamp': around(answered(updates, 401), ({ response, ...exchange }) => {
      const { definition, row } = updateOf({ response, ...exchange }) ?? {};
      const { store, world } = exchange;
      if (definition && row)
        fragmentsOf(store, definition).put(row.id, { ...row, timeStamp: nextTimeStamp(store, quiet(world)) });
      return response;
    }),
    'readers-may-write': around(all(isReader, updates), ({ request, instead }) => instead(request, caller)),
    'readers-write-behind-403': around(all(isReader, updates), behind),
    'denied-is-204': answering(all(isReader, updates), () => respondEmpty(204)),
    'readers-may-create': around(all(isReader, creations), ({ request, instead }) => instead(request, caller)),
    'readers-create-behind-403': around(all(isReader, creations), behind),
    'undeclared-is-json': taking(undeclared, declared),
    'undeclared-is-400': withStatus(400, undeclared),
    'undeclared-is-done-and-refused': around(undeclared, (exchange) => {
      exchange.instead(declared(exchange));
      return exchange.response;
    }),
    'delete-needs-content-type': refusing(
      all(deletions, (exchange) => !sends('Content-Type')(exchange)),
      ({ world }) => refuse(world, 415, { name: 'UnsupportedMediaType', message: 'A Content-Type is required.' }),
    ),
    'json-called-text': around(
      done(({ response }) => response.body.length > 0),
      ({ response }) => ({
        ...response,
        headers: response.headers.map(
          ([name, value]) => [name, /^content-type$/i.test(name) ? 'text/plain' : value] as const,
        ),
      }),
    ),
    'errors-say-nothing': withoutBody(refused(() => true)),
    'fragments-have-etags': around(answered(reads, 200), ({ response }) => ({
      ...response,
      headers: [...response.headers, ['ETag', '"1"']],
    })),
    'compressed-stamps-differ': changingMember('TimeStamp', all(reads, sends('Accept-Encoding')), (stamp) =>
      encodeRowversion((decodeRowversion(String(stamp)) ?? 0n) + (1n << 32n)),
    ),
    'if-match-is-a-condition': refusing(all(doneUpdates, sends('If-Match')), ({ world }) => conflict(world).refused),
  },
);

function behind({ request, response, instead }: Exchange) {
  instead(request, caller);
  return response;
}

function declared({ request }: Exchange) {
  return { ...request, headers: [...request.headers, ['Content-Type', 'application/json'] as const] };
}

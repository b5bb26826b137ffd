import type { HttpRequest } from '../../../../core/http.ts';
import { around } from '../../../kernel/bug.ts';
import { answering, type When, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, on, sends } from '../../../kernel/bugs/when.ts';
import { refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { Principal } from '../../../kernel/world.ts';
import { jsonType, refuse } from '../refuse.ts';
import { objectUpdates, operationOf, reads, updates } from './exchanges.ts';

const caller: Principal = { id: 'caller', claims: {} };
const by =
  (id: string): When =>
  ({ world }) =>
    world.principal?.id === id;
const lists: When = ({ request }) => operationOf(request) === 'list-fragments';
const removes: When = ({ request }) => operationOf(request)?.startsWith('delete-') === true;
const links: When = ({ request }) => /^(add|remove)-relation$/.test(operationOf(request) ?? '');
const asCaller = (when: When) => around(when, ({ request, instead }) => instead(request, caller));

const behind = (when: When) =>
  around(when, ({ request, response, instead }) => {
    instead(request, caller);
    return response;
  });

/** What is wrong with who may see or do what, with tokens of yesterday, and with the language of an answer. */
export const audienceMutants: readonly Mutant[] = mutantsOf([
  [
    'strangers-are-listed-all',
    'A list shows what its caller may not see.',
    'M42-LST-013',
    asCaller(all(by('stranger'), lists)),
  ],
  [
    'strangers-get-no-list',
    'A list of what the caller may not see is refused.',
    'M42-LST-013',
    refusing(all(by('stranger'), lists), ({ world }) => refuse(world, 500, { name: 'AccessDenied', message: 'No.' })),
  ],
  [
    'strangers-read',
    'A fragment that the caller may not see is shown.',
    'M42-GET-002',
    asCaller(all(by('stranger'), reads)),
  ],
  [
    'strangers-write',
    'A fragment that the caller may not see is updated.',
    'M42-UPD-014',
    asCaller(all(by('stranger'), updates)),
  ],
  [
    'strangers-are-told-204',
    'An update of what the caller may not see is answered with 204.',
    'M42-UPD-014',
    withStatus(204, all(by('stranger'), updates)),
  ],
  [
    'expired-tokens-are-good',
    'An access token is good for updates although its time is over.',
    'M42-AUT-007',
    asCaller(all(by('expired'), updates)),
  ],
  [
    'expired-tokens-are-400',
    'An access token whose time is over is answered with 400.',
    'M42-AUT-007',
    withStatus(
      400,
      all(by('expired'), ({ response }) => response.status === 401),
    ),
  ],
  [
    'expired-tokens-write-behind-401',
    'An update with an access token whose time is over is refused after it was stored.',
    'M42-AUT-007',
    behind(all(by('expired'), updates)),
  ],
  [
    'basic-credentials-crash',
    'A user name and a password are answered with 500.',
    'M42-AUT-009',
    withStatus(500, by('basic')),
  ],
  [
    'anybody-reads',
    'Nobody needs an access token to read.',
    'M42-AUT-006',
    asCaller(all(answered(on('GET'), 401), ({ request }) => operationOf(request) !== undefined)),
  ],
  ['readers-delete', 'Somebody who may only read may delete.', 'M42-UPD-014', asCaller(all(by('reader'), removes))],
  [
    'readers-link',
    'Somebody who may only read may add and remove links.',
    'M42-UPD-014',
    asCaller(all(by('reader'), links)),
  ],
  [
    'readers-link-behind-403',
    'A link by somebody who may only read is refused, and added or removed.',
    'M42-UPD-014',
    behind(all(by('reader'), links)),
  ],
  [
    'readers-delete-behind-403',
    'A deletion by somebody who may only read is refused, and done.',
    'M42-UPD-014',
    behind(all(by('reader'), removes)),
  ],
  [
    'anybody-deletes',
    'Nobody needs an access token to delete.',
    'M42-AUT-006',
    asCaller(all(answered(removes, 401), ({ world }) => world.principal === undefined)),
  ],
  [
    'readers-update-objects',
    'Somebody who may only read may update objects.',
    'M42-UPD-014',
    asCaller(all(by('reader'), objectUpdates)),
  ],
  [
    'readers-are-told-204',
    'A deletion by somebody who may only read is answered with 204 and not done.',
    'M42-UPD-014',
    answering(all(by('reader'), removes), () => respondJson(204, jsonType, null)),
  ],
  [
    'language-ignored',
    'Explicit-Language means nothing.',
    'M42-HDR-003',
    taking(sends('Explicit-Language'), ({ request }) => without(request, 'explicit-language')),
  ],
  [
    'accept-language-counts',
    'Accept-Language says in which language texts are shown where Explicit-Language does not.',
    'M42-HDR-003',
    taking(
      all(sends('Accept-Language'), (exchange) => !sends('Explicit-Language')(exchange)),
      ({ request }) => renamed(request),
    ),
  ],
  [
    'accept-language-goes-first',
    'Accept-Language goes before Explicit-Language.',
    'M42-HDR-003',
    taking(all(sends('Accept-Language'), sends('Explicit-Language')), ({ request }) =>
      renamed(without(request, 'explicit-language')),
    ),
  ],
]);

function without(request: HttpRequest, field: string): HttpRequest {
  return { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== field) };
}

function renamed(request: HttpRequest): HttpRequest {
  return {
    ...request,
    headers: request.headers.map(([name, value]) =>
      name.toLowerCase() === 'accept-language' ? ['Explicit-Language', value] : [name, value],
    ),
  };
}

import type { HttpRequest } from '../../../../core/http.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf, withMembers, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { absoluteLocation } from '../read/location.ts';
import * as seams from '../seams.ts';
import { fromV2, inV1, inV21 } from './around/editions.ts';
import { callOf } from './around/exchanges.ts';
import { refusingBad } from './around/refusals.ts';

/** Bugs of writes without a key in the URL. */
export const keylessMutants: readonly Mutant[] = mutantsOf(
  [
    ['keyless-is-insert', '1.x inserts when there is no key in the URL.', 'DAB-KLS-001', off('DAB-KLS-001')],
    ['keyless-leaves-keys-to-the-database', 'A missing key column is left to the database.', 'DAB-KLS-003'],
    ['keyless-needs-one-permission', 'Without a key one permission is enough.', 'DAB-KLS-006', off('DAB-KLS-006')],
    ['keyless-needs-a-key', 'A write without a key in the URL is refused.', 'DAB-KLS-002'],
    ['keyless-patch-must-be-complete', 'A PATCH without a key must be complete.', 'DAB-KLS-002'],
    ['keyless-has-a-location', 'A write without a key has an absolute Location in 2.0.', 'DAB-KLS-007'],
    ['keyless-leads-nowhere', 'A write without a key has a Location in 2.1 that leads to no row.', 'DAB-KLS-007'],
    ['keyless-1-x-inserts-anyway', '1.x refuses a write without a key, and yet inserts the row.', 'DAB-KLS-001'],
    ['keyless-makes-keys', 'A missing key column is reported, and yet a row with a key is inserted.', 'DAB-KLS-003'],
    ['keyless-patch-updates', 'A PATCH with a taken key in the body updates in 2.0.', 'DAB-KLS-004'],
    ['keyless-keys-have-one-part', 'A key of two parts is not taken from the body.', 'DAB-KLS-004'],
    ['keyless-upserts', 'A write with a taken key in the body updates in 2.0 and fails in 2.1.', 'DAB-KLS-004'],
    ['keyless-update-is-lost', 'A write with a taken key in the body answers well and updates nothing.', 'DAB-KLS-004'],
    ['keyless-has-no-location', 'A write without a key has no Location in 2.1.', 'DAB-KLS-007'],
    [
      'keyless-insert-is-lost',
      'A write without a key answers well and inserts nothing.',
      ['DAB-KLS-002', 'DAB-KLS-004', 'DAB-CON-009'],
    ],
    ['nothing-to-insert-is-400', 'A PATCH without key and members is answered 400.', 'DAB-KLS-005'],
  ],
  {
    'keyless-leaves-keys-to-the-database': off('DAB-KLS-003'),
    'keyless-needs-a-key': refusingBad(decidedBy('DAB-KLS-002'), 'Primary Key for this HTTP request type is required.'),
    'keyless-patch-must-be-complete': atSeam(
      seams.mustBeSent,
      () => true,
      ({ method, keyless }) => method === 'PATCH' && keyless,
    ),
    'keyless-has-a-location': atSeam(
      seams.locationOfNew,
      (_, { call, row }) => absoluteLocation(call, row),
      ({ call: { request } }) => request.method !== 'POST',
    ),
    'keyless-leads-nowhere': atSeam(
      seams.locationOfNew,
      (sound) => sound && `${sound}0`,
      ({ call: { request } }) => request.method !== 'POST',
    ),
    'keyless-1-x-inserts-anyway': carryingOut(decidedBy('DAB-KLS-001'), ({ request }) => ({
      ...request,
      method: 'POST',
    })),
    'keyless-makes-keys': carryingOut(decidedBy('DAB-KLS-003'), withMadeKey),
    'keyless-patch-updates': taking(answered(all(on('PATCH'), decidedBy('DAB-KLS-004')), 409), withKeyInUrl),
    'keyless-keys-have-one-part': refusingBad(
      answered(
        all(on('PUT', 'PATCH'), (exchange) => {
          const call = callOf(exchange);
          return call?.keyRoute === '' && call.entity.key.length > 1;
        }),
        201,
      ),
      'Primary key column(s) provided do not match DB schema.',
    ),
    'keyless-upserts': atSeam(seams.updatesTaken, (sound) => !sound),
    'keyless-update-is-lost': losing(answered(decidedBy('DAB-KLS-004'), 200)),
    'keyless-has-no-location': atSeam(
      seams.locationOfNew,
      () => '',
      ({ call: { request } }) => request.method !== 'POST',
    ),
    'keyless-insert-is-lost': losing(answered(decidedBy('DAB-KLS-002'), 201)),
    'nothing-to-insert-is-400': refusingBad(
      all(on('PATCH'), decidedBy('DAB-KLS-005')),
      'Update mutation does not update any values',
    ),
  },
  {
    'keyless-is-insert': inV1,
    'keyless-1-x-inserts-anyway': inV1,
    'keyless-leads-nowhere': inV21,
    'keyless-upserts': fromV2,
    'keyless-update-is-lost': inV21,
    'keyless-has-no-location': inV21,
  },
);

/** A POST of the same row, with a value in each key column that it lacks. */
function withMadeKey(exchange: Exchange): HttpRequest {
  const entity = callOf(exchange)?.entity;
  const made = entity?.columns.filter(({ name, generated }) => entity.key.includes(name) && !generated) ?? [];
  const key = Object.fromEntries(made.map(({ exposed }) => [exposed, 424_242]));
  return withText({ ...exchange.request, method: 'POST' }, stringifyJson({ ...key, ...membersOf(exchange.request) }));
}

/** The request with the key in its URL instead of its body. */
function withKeyInUrl(exchange: Exchange): HttpRequest {
  const { request } = exchange;
  const entity = callOf(exchange)?.entity;
  const names = entity?.columns.filter(({ name }) => entity.key.includes(name)).map(({ exposed }) => exposed) ?? [];
  const key = names.map((name) => `${name}/${String(membersOf(request)[name])}`).join('/');
  return withMembers({ ...request, target: `${request.target}/${key}` }, (name, value) =>
    names.includes(name) ? [] : [[name, value]],
  );
}

import type { HttpRequest } from '../../../../core/http.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf, withMembers } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { callOf, hasNoRow, rowOf } from './around/exchanges.ts';

/** Bugs of bodies that have a key where none belongs. */
export const keyInBodyMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['key-may-be-repeated', 'A key in the body is left out in silence.', 'DAB-KEY-011', off('DAB-KEY-011')],
      ['generated-key-may-be-sent', 'A generated key in the body is left out in silence.', 'DAB-KEY-012'],
      ['key-in-body-may-differ', 'A key in the body is left out in silence if it is another one.', 'DAB-KEY-011'],
      ['key-in-body-may-be-inserted', 'A key in the body is left out in silence where there is no row.', 'DAB-KEY-011'],
      ['part-of-a-key-may-be-repeated', 'A part of a key in the body is left out in silence.', 'DAB-KEY-011'],
      [
        'refused-generated-keys-insert-anyway',
        'A generated key in the body of an insert is refused, and yet a row is inserted.',
        'DAB-KEY-012',
      ],
    ],
    {
      'generated-key-may-be-sent': off('DAB-KEY-012'),
      'refused-generated-keys-insert-anyway': carryingOut(
        all(decidedBy('DAB-KEY-012'), (exchange) => callOf(exchange)?.keyRoute === ''),
        withoutKeyMembers,
      ),
      'key-in-body-may-differ': taking(
        all(decidedBy('DAB-KEY-011'), (exchange) => !repeatsKey(exchange)),
        withoutKeyMembers,
      ),
      'key-in-body-may-be-inserted': taking(all(decidedBy('DAB-KEY-011'), hasNoRow), withoutKeyMembers),
      'part-of-a-key-may-be-repeated': taking(
        all(decidedBy('DAB-KEY-011'), (exchange) => (callOf(exchange)?.entity.key.length ?? 0) > 1),
        withoutKeyMembers,
      ),
    },
  ),
  ...family(
    {
      'post-ignores-a-generated-key': 'POST',
      'keyless-put-ignores-a-generated-key': 'PUT',
      'keyless-patch-ignores-a-generated-key': 'PATCH',
    },
    (method) => ({
      title: `A ${method} without a key in the URL leaves out a generated key in the body in silence.`,
      fails: ['DAB-KEY-012'],
      at: [
        taking(
          all(on(method), decidedBy('DAB-KEY-012'), (exchange) => callOf(exchange)?.keyRoute === ''),
          withoutKeyMembers,
        ),
      ],
    }),
  ),
];

/** Is the key in the body that of the URL? */
function repeatsKey(exchange: Exchange): boolean {
  const { call, key } = rowOf(exchange) ?? {};
  const sent = membersOf(exchange.request);
  return (call?.entity.columns ?? []).every(
    ({ name, exposed }) =>
      key?.[name] === undefined || sent[exposed] === undefined || jsonEquals(key[name], sent[exposed]),
  );
}

/** The request with nothing of a key in its body. */
function withoutKeyMembers(exchange: Exchange): HttpRequest {
  const entity = callOf(exchange)?.entity;
  const isKey = (member: string): boolean =>
    entity?.columns.some(({ name, exposed }) => exposed === member && entity.key.includes(name)) === true;
  return withMembers(exchange.request, (name, value) => (isKey(name) ? [] : [[name, value]]));
}

import { headerValue } from '../../../../core/http.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import { type When, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { jsonOf, membersOf, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow, removeRow, rowsOf } from '../model/rows.ts';
import { segmentMissing, versionMismatch } from '../refusals.ts';
import { nextVersion } from '../write/store-row.ts';
import { answeringNothing, refusingWith } from './answers.ts';
import { about, deletes, ifMatchOf, patches, rowBefore, tableOf, updates } from './exchanges.ts';

const code =
  (text: string): When =>
  ({ response }) =>
    response.status === 400 && new TextDecoder().decode(response.body).includes(text);
const isProperty = about('property', 'PUT', 'DELETE', 'POST', 'PATCH');

/** Bugs in conditions, properties and deletions that are seldom asked for. */
export const edgeMutants: readonly Mutant[] = mutantsOf(
  [
    ['star-delete-refused', 'A DELETE with a star is refused.', 'DV-CND-005'],
    ['star-delete-keeps', 'A DELETE with a star keeps the row.', 'DV-CND-005'],
    ['star-delete-of-nothing', 'A DELETE with a star of nothing is 204.', 'DV-CND-005'],
    ['tables-all-take-tags', 'Every table takes tags.', 'DV-CND-013', off('DV-CND-013', 'write')],
    ['tables-all-are-304', 'Every table answers 304.', 'DV-CND-013', off('DV-CND-013', 'read')],
    ['tags-refused-and-written', 'A tag is refused where it cannot be, and the write done.', 'DV-CND-013'],
    ['tag-of-nothing-touches', 'A DELETE with a tag of nothing touches another row.', 'DV-CND-015'],
    ['tag-of-nothing-is-204', 'A DELETE with a tag of nothing is 204.', 'DV-CND-015'],
    ['other-tag-is-500', 'A tag in If-None-Match of a PATCH is a fault.', 'DV-CND-016'],
    ['weak-tags-refused', 'A weak tag is never current.', 'DV-CND-019'],
    ['weak-tags-write-nothing', 'A PATCH with a weak tag does nothing.', 'DV-CND-019'],
    ['strong-tags-are-500', 'A strong tag is a fault of the server.', 'DV-CND-020'],
    ['lists-of-tags-are-500', 'A list of tags is a fault of the server.', 'DV-CND-021'],
    ['deleted-row-is-made-again', 'A PATCH with the last tag of a deleted row makes it.', 'DV-CND-024'],
    ['deleted-row-is-made-in-silence', 'It is refused and makes it.', 'DV-CND-024'],
    ['both-stars-write', 'Both stars together are none.', 'DV-CND-025'],
    ['both-stars-are-refused-and-written', 'Both stars are refused, and the write done.', 'DV-CND-025'],
    ['unknown-property-is-204', 'An unknown property is passed over.', 'DV-PRP-007'],
    ['unknown-property-touches', 'An unknown property is refused and gives the row another tag.', 'DV-PRP-007'],
    ['no-value-is-null', 'A body without a value clears a property.', 'DV-PRP-008'],
    ['no-value-clears-in-silence', 'A body without a value is refused and clears.', 'DV-PRP-008'],
    ['property-takes-any-type', 'A property takes a value of any type.', 'DV-PRP-009'],
    ['property-of-another-type-clears', 'A value of another type is refused and clears.', 'DV-PRP-009'],
    ['null-is-passed-over', 'A null for a property does nothing.', 'DV-PRP-010'],
    ['preferring-put-is-202', 'A PUT that prefers the value is 202.', 'DV-PRP-014'],
    ['preferring-put-lost', 'A PUT that prefers the value is lost.', 'DV-PRP-014'],
    ['property-by-any-method', 'A property is written by any method.', 'DV-PRP-016'],
    ['property-by-any-method-in-silence', 'A property is refused and written by any method.', 'DV-PRP-016'],
    ['set-is-deleted', 'A DELETE on a set deletes its rows.', 'DV-DEL-005'],
    ['set-is-deleted-in-silence', 'A DELETE on a set is refused and deletes its rows.', 'DV-DEL-005'],
    ['restricted-row-deleted', 'A row that others refer to is deleted.', 'DV-DEL-006', off('DV-DEL-006')],
    ['restricted-row-deleted-in-silence', 'A row that others refer to is refused and deleted.', 'DV-DEL-006'],
    ['delete-with-options-refused', 'A DELETE takes no options.', 'DV-DEL-008'],
    ['delete-with-options-keeps', 'A DELETE with options keeps the row.', 'DV-DEL-008'],
  ],
  {
    'star-delete-refused': refusingWith(all(deletes, starred), versionMismatch),
    'star-delete-keeps': losing(all(deletes, starred)),
    'star-delete-of-nothing': answeringNothing(all(answered(about('row', 'DELETE'), 404), starred)),
    'tags-refused-and-written': carryingOut(code('0x8006088D'), ({ request }) => withoutField(request, 'If-Match')),
    'tag-of-nothing-touches': writing(all(answered(about('row', 'DELETE'), 404), tagged), (exchange) => {
      const table = tableOf(exchange);
      for (const [, row] of rowsOf(exchange.store, table).entries())
        putRow(exchange.store, table, { ...row, version: nextVersion(exchange.store) });
    }),
    'tag-of-nothing-is-204': answeringNothing(all(answered(about('row', 'DELETE'), 404), tagged)),
    'other-tag-is-500': withStatus(
      500,
      all(patches, ({ request }) => (headerValue(request.headers, 'If-None-Match') ?? '').startsWith('W/')),
    ),
    'weak-tags-refused': refusingWith(all(updates, tagged), versionMismatch),
    'weak-tags-write-nothing': losing(all(updates, tagged)),
    'strong-tags-are-500': withStatus(
      500,
      all(patches, (exchange) => /^"/.test(ifMatchOf(exchange) ?? '')),
    ),
    'lists-of-tags-are-500': withStatus(
      500,
      all(patches, (exchange) => (ifMatchOf(exchange) ?? '').includes(',')),
    ),
    'deleted-row-is-made-again': taking(all(answered(patches, 404), tagged), ({ request }) =>
      withoutField(request, 'If-Match'),
    ),
    'deleted-row-is-made-in-silence': carryingOut(all(answered(patches, 404), tagged), ({ request }) =>
      withoutField(request, 'If-Match'),
    ),
    'both-stars-write': taking(bothStars, ({ request }) =>
      withoutField(withoutField(request, 'If-Match'), 'If-None-Match'),
    ),
    'both-stars-are-refused-and-written': carryingOut(bothStars, ({ request }) =>
      withoutField(withoutField(request, 'If-Match'), 'If-None-Match'),
    ),
    'unknown-property-is-204': answeringNothing(all(refused(isProperty), unknownProperty)),
    'unknown-property-touches': writing(all(refused(isProperty), unknownProperty), (exchange) =>
      touchRow(exchange, {}),
    ),
    'no-value-is-null': taking(withoutValue, ({ request }) => withText(request, '{"value":null}')),
    'no-value-clears-in-silence': carryingOut(withoutValue, ({ request }) => withText(request, '{"value":null}')),
    'property-takes-any-type': answeringNothing(mistyped),
    'property-of-another-type-clears': carryingOut(mistyped, ({ request }) => withText(request, '{"value":null}')),
    'null-is-passed-over': losing(
      all(done(about('property', 'PUT')), ({ request }) => membersOf(request)['value'] === null),
    ),
    'preferring-put-is-202': withStatus(202, all(done(about('property', 'PUT')), prefersRow)),
    'preferring-put-lost': losing(all(done(about('property', 'PUT')), prefersRow)),
    'property-by-any-method': taking(
      all(about('property', 'POST', 'PATCH'), refused(on('POST', 'PATCH'))),
      ({ request }) => ({ ...request, method: 'PUT' }),
    ),
    'property-by-any-method-in-silence': carryingOut(
      all(about('property', 'POST', 'PATCH'), refused(on('POST', 'PATCH'))),
      ({ request }) => ({ ...request, method: 'PUT' }),
    ),
    'set-is-deleted': [writing(about('set', 'DELETE'), emptySet), answeringNothing(about('set', 'DELETE'))],
    'set-is-deleted-in-silence': writing(about('set', 'DELETE'), emptySet),
    'restricted-row-deleted-in-silence': writing(refused(decidedBy('DV-DEL-006')), (exchange) => {
      const row = rowBefore(exchange);
      if (row) removeRow(exchange.store, tableOf(exchange), row);
    }),
    'delete-with-options-refused': refusingWith(all(deletes, withOption), () => segmentMissing('?')),
    'delete-with-options-keeps': losing(all(deletes, withOption)),
  },
);

function prefersRow({ request }: Exchange): boolean {
  return /return=representation/.test(headerValue(request.headers, 'Prefer') ?? '');
}

function starred(exchange: Exchange): boolean {
  return ifMatchOf(exchange) === '*';
}

function tagged(exchange: Exchange): boolean {
  return /^W\/"[^"]*"$/.test(ifMatchOf(exchange) ?? '');
}

function bothStars(exchange: Exchange): boolean {
  return starred(exchange) && headerValue(exchange.request.headers, 'If-None-Match') === '*';
}

function unknownProperty({ request }: Exchange): boolean {
  return request.target.endsWith('/no_such_property');
}

function withOption({ request }: Exchange): boolean {
  return request.target.includes('?');
}

function withoutValue(exchange: Exchange): boolean {
  return (
    refused(about('property', 'PUT'))(exchange) &&
    !('value' in membersOf(exchange.request)) &&
    jsonOf(exchange.request) !== undefined
  );
}

function mistyped(exchange: Exchange): boolean {
  return refused(about('property', 'PUT'))(exchange) && exchange.rules.has('DV-ERR-004');
}

function touchRow(exchange: Exchange, values: ReturnType<typeof membersOf>): void {
  const row = rowBefore(exchange);
  if (row)
    putRow(exchange.store, tableOf(exchange), {
      ...row,
      version: nextVersion(exchange.store),
      values: { ...row.values, ...values },
    });
}

function emptySet(exchange: Exchange): void {
  const table = tableOf(exchange);
  for (const [, row] of [...rowsOf(exchange.store, table).entries()]) removeRow(exchange.store, table, row);
}

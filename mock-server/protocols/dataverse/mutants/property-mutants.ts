import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { answering, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow, removeRow } from '../model/rows.ts';
import { payloadInvalid, segmentMissing } from '../refusals.ts';
import { respondNothing, withVersion } from '../respond.ts';
import { versionOfUpdate } from '../seams.ts';
import { entityIdHeader } from '../service-url.ts';
import { insertRow } from '../write/store-row.ts';
import { answeringEmptyObject, answeringNothing, refusingWith } from './answers.ts';
import { removeLinked } from './delete-mutants.ts';
import { both } from './editions.ts';
import { about, callOf, clears, lastWritten, locationBefore, membersFor, sets, tableOf, unlinks } from './exchanges.ts';

const missing = decidedBy('DV-PRP-006');
/** Also where it is refused because the system requires the property. */
const clearsAnything = all(on('DELETE'), decidedBy('DV-PRP-002', 'DV-PRP-012'));
const links = all(on('DELETE'), decidedBy('DV-PRP-011'));

/** A row that was linked by its reference. */
const linkings = done(about('reference', 'PUT'));

/** Bugs in single properties. */
export const propertyMutants: readonly Mutant[] = mutantsOf(
  [
    ['property-put-answers-200', 'A PUT on a property answers 200.', 'DV-PRP-001', answeringEmptyObject(200, sets)],
    ['property-put-answered-but-lost', 'A PUT on a property is forgotten.', 'DV-PRP-001', losing(sets)],
    ['false-value-is-missing', 'The value false is taken for none.', 'DV-PRP-001'],
    ['property-put-clears-others', 'A PUT on a property clears others.', 'DV-PRP-001', writing(sets, clearOtherTexts)],
    ['property-delete-answers-200', 'A DELETE on a property answers 200.', 'DV-PRP-002'],
    ['property-delete-answered-but-lost', 'A DELETE on a property is forgotten.', ['DV-PRP-002', 'DV-PRP-015']],
    ['property-delete-clears-others', 'A DELETE on a property clears others.', 'DV-PRP-003'],
    ['property-delete-removes-the-row', 'A DELETE on a property removes the row.', ['DV-PRP-003', 'DV-PRP-004']],
    ['property-write-keeps-the-tag', 'A write to a property does not change the tag.', ['DV-PRP-005', 'DV-PRP-018']],
    ['property-write-creates-row', 'A write to a property of a missing row creates it.', 'DV-PRP-006'],
    ['property-of-missing-row-is-204', 'A write to a property of a missing row answers 204.', 'DV-PRP-006'],
    ['property-of-missing-row-is-400', 'A write to a property of a missing row answers 400.', 'DV-PRP-006'],
    ['navigation-property-cleared', 'A DELETE on a navigation property unlinks.', 'DV-PRP-011'],
    ['refused-unlink-applied', 'A DELETE on a navigation property is refused and unlinks.', 'DV-PRP-011'],
    ['required-property-cleared', 'Any property can be cleared.', 'DV-PRP-012', off('DV-PRP-012')],
    ['property-write-names-another-row', 'OData-EntityId after a write to a property names another row.', 'DV-PRP-017'],
    ['reference-of-missing-row-is-204', 'A write to a reference of a missing row answers 204.', 'DV-NAV-009'],
    ['link-answers-200', 'A linking answers 200.', 'DV-NAV-004', answeringEmptyObject(200, linkings)],
    ['link-answered-but-lost', 'A linking is forgotten.', ['DV-NAV-004', 'DV-NAV-010'], losing(linkings)],
    ['no-unlink', 'There is no $ref to DELETE.', 'DV-NAV-003'],
    ['unlink-answered-but-lost', 'An unlinking is forgotten.', 'DV-NAV-003', losing(unlinks)],
    ['unlink-deletes-the-other-row', 'An unlinking deletes the other row.', 'DV-NAV-003'],
  ],
  {
    'false-value-is-missing': refusingWith(
      all(about('property', 'PUT'), ({ request }) => membersOf(request)['value'] === false),
      () => payloadInvalid("The body has no member 'value'."),
    ),
    'property-delete-answers-200': answeringEmptyObject(200, clears),
    'property-delete-answered-but-lost': refusing(clearsAnything, ({ world }) =>
      withVersion(world, respondNothing(world)),
    ),
    'property-delete-clears-others': writing(clears, clearOtherTexts),
    'property-delete-removes-the-row': [
      writing(clearsAnything, (exchange) => {
        const { table, row } = locationBefore(exchange) ?? {};
        if (table && row) removeRow(exchange.store, table, row);
      }),
      answeringNothing(clearsAnything),
    ],
    'property-write-keeps-the-tag': atSeam(
      versionOfUpdate,
      (_version, { row }) => row.version,
      ({ call }) => call.resource.kind === 'property',
    ),
    'property-write-creates-row': writing(missing, (exchange) => {
      const { id = exchange.world.uuid(4) } = locationBefore(exchange) ?? {};
      insertRow(callOf(exchange), tableOf(exchange), id, {});
    }),
    'property-of-missing-row-is-204': answeringNothing(missing),
    'property-of-missing-row-is-400': withStatus(400, missing),
    'navigation-property-cleared': taking(links, unlinking),
    'refused-unlink-applied': carryingOut(links, unlinking),
    'property-write-names-another-row': answering(decidedBy('DV-PRP-017'), (exchange) => {
      const { response, world } = exchange;
      const other = entityIdHeader(tableOf(exchange), world.uuid(4), world);
      return { ...response, headers: [...response.headers, other] };
    }),
    'reference-of-missing-row-is-204': answeringNothing(decidedBy('DV-NAV-009')),
    'no-unlink': refusingWith(decidedBy('DV-NAV-003'), () => segmentMissing('$ref')),
    'unlink-deletes-the-other-row': writing(unlinks, (exchange) => {
      const { resource } = callOf(exchange);
      if (resource.kind === 'reference') removeLinked(exchange, resource.property);
    }),
  },
  {
    'property-put-answers-200': both,
    'property-put-answered-but-lost': both,
    'property-delete-answered-but-lost': both,
  },
);

/** Takes other columns along by mistake. */
function clearOtherTexts(exchange: Exchange): void {
  const { resource, store } = callOf(exchange);
  const table = tableOf(exchange);
  const row = lastWritten(store, table);
  const cleared = membersFor(
    table,
    null,
    ({ name, type, writable }) =>
      writable && type.kind === 'text' && !(resource.kind === 'property' && resource.property === name),
  );
  putRow(store, table, { ...row, values: { ...row.values, ...cleared } });
}

/** The way in which a link is removed. */
function unlinking({ request }: Exchange): HttpRequest {
  return { ...request, target: `${splitTarget(request.target).path}/$ref` };
}

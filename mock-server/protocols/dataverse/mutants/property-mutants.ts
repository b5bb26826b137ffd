import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { answering, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
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
import { about, callOf, clears, lastWritten, locationBefore, membersFor, sets, tableOf, unlinks } from './exchanges.ts';

const missing = decidedBy('DV-PRP-006');
/** Also where it is refused because the system requires the property. */
const clearsAnything = all(on('DELETE'), decidedBy('DV-PRP-002', 'DV-PRP-012'));
const links = all(on('DELETE'), decidedBy('DV-PRP-011'));

/** Bugs in single properties. */
export const propertyMutants: readonly Mutant[] = [
  {
    id: 'property-put-answers-200',
    title: 'A PUT on a property answers 200.',
    fails: ['DV-PRP-001'],
    at: [answeringEmptyObject(200, sets)],
    editions: ['current', 'documented'],
  },
  {
    id: 'property-put-answered-but-lost',
    title: 'A PUT on a property is forgotten.',
    fails: ['DV-PRP-001'],
    at: [losing(sets)],
    editions: ['current', 'documented'],
  },
  {
    id: 'false-value-is-missing',
    title: 'The value false is taken for none.',
    fails: ['DV-PRP-001'],
    at: [
      refusingWith(
        all(about('property', 'PUT'), ({ request }) => membersOf(request)['value'] === false),
        () => payloadInvalid("The body has no member 'value'."),
      ),
    ],
  },
  {
    id: 'property-put-clears-others',
    title: 'A PUT on a property clears others.',
    fails: ['DV-PRP-001'],
    at: [writing(sets, clearOtherTexts)],
  },
  {
    id: 'property-delete-answers-200',
    title: 'A DELETE on a property answers 200.',
    fails: ['DV-PRP-002'],
    at: [answeringEmptyObject(200, clears)],
  },
  {
    id: 'property-delete-answered-but-lost',
    title: 'A DELETE on a property is forgotten.',
    fails: ['DV-PRP-002', 'DV-PRP-015'],
    at: [refusing(clearsAnything, ({ world }) => withVersion(world, respondNothing(world)))],
  },
  {
    id: 'property-delete-clears-others',
    title: 'A DELETE on a property clears others.',
    fails: ['DV-PRP-003'],
    at: [writing(clears, clearOtherTexts)],
  },
  {
    id: 'property-delete-removes-the-row',
    title: 'A DELETE on a property removes the row.',
    fails: ['DV-PRP-003'],
    at: [
      writing(clearsAnything, (exchange) => {
        const { table, row } = locationBefore(exchange) ?? {};
        if (table && row) removeRow(exchange.store, table, row);
      }),
      answeringNothing(clearsAnything),
    ],
  },
  {
    id: 'property-write-keeps-the-tag',
    title: 'A write to a property does not change the tag.',
    fails: ['DV-PRP-005'],
    at: [
      atSeam(
        versionOfUpdate,
        (_version, { row }) => row.version,
        ({ call }) => call.resource.kind === 'property',
      ),
    ],
  },
  {
    id: 'property-write-creates-row',
    title: 'A write to a property of a missing row creates it.',
    fails: ['DV-PRP-006'],
    at: [
      writing(missing, (exchange) => {
        const { id = exchange.world.uuid(4) } = locationBefore(exchange) ?? {};
        insertRow(callOf(exchange), tableOf(exchange), id, {});
      }),
    ],
  },
  {
    id: 'property-of-missing-row-is-204',
    title: 'A write to a property of a missing row answers 204.',
    fails: ['DV-PRP-006'],
    at: [answeringNothing(missing)],
  },
  {
    id: 'property-of-missing-row-is-400',
    title: 'A write to a property of a missing row answers 400.',
    fails: ['DV-PRP-006'],
    at: [withStatus(400, missing)],
  },
  {
    id: 'navigation-property-cleared',
    title: 'A DELETE on a navigation property unlinks.',
    fails: ['DV-PRP-011'],
    at: [taking(links, unlinking)],
  },
  {
    id: 'refused-unlink-applied',
    title: 'A DELETE on a navigation property is refused and unlinks.',
    fails: ['DV-PRP-011'],
    at: [carryingOut(links, unlinking)],
  },
  {
    id: 'required-property-cleared',
    title: 'Any property can be cleared.',
    fails: ['DV-PRP-012'],
    at: [off('DV-PRP-012')],
  },
  {
    id: 'property-write-names-another-row',
    title: 'OData-EntityId after a write to a property names another row.',
    fails: ['DV-PRP-017'],
    at: [
      answering(decidedBy('DV-PRP-017'), (exchange) => {
        const { response, world } = exchange;
        const other = entityIdHeader(tableOf(exchange), world.uuid(4), world);
        return { ...response, headers: [...response.headers, other] };
      }),
    ],
  },
  {
    id: 'no-unlink',
    title: 'There is no $ref to DELETE.',
    fails: ['DV-NAV-003'],
    at: [refusingWith(decidedBy('DV-NAV-003'), () => segmentMissing('$ref'))],
  },
  { id: 'unlink-answered-but-lost', title: 'An unlinking is forgotten.', fails: ['DV-NAV-003'], at: [losing(unlinks)] },
  {
    id: 'unlink-deletes-the-other-row',
    title: 'An unlinking deletes the other row.',
    fails: ['DV-NAV-003'],
    at: [
      writing(unlinks, (exchange) => {
        const { resource } = callOf(exchange);
        if (resource.kind === 'reference') removeLinked(exchange, resource.property);
      }),
    ],
  },
];

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

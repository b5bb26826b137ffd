import type { Json } from '../../../../core/json.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { membersOf, withMembers, withText } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { type Column, findColumn } from '../model/table.ts';
import { tagText } from '../read/row-tag.ts';
import { propertyUnknown, versionMismatch } from '../refusals.ts';
import { stateAndStatus } from '../seams.ts';
import { overlooking, refusingWith, saying, storingWhatIsValid } from './answers.ts';
import { callOf, rowBefore, tableOf, updates } from './exchanges.ts';

/** Bugs in reading what is sent of a row. */
export const bodyMutants: readonly Mutant[] = [
  {
    id: 'no-is-left-out',
    title: 'A false in a body is taken for nothing.',
    fails: ['DV-UPD-001'],
    at: [overlooking(all(updates, sends(false)), (_name, value) => value === false)],
  },
  {
    id: 'null-is-left-out',
    title: 'A null in a body is taken for nothing.',
    fails: ['DV-UPD-006'],
    at: [overlooking(all(updates, decidedBy('DV-UPD-006')), (_name, value) => value === null)],
  },
  {
    id: 'null-number-is-zero',
    title: 'A number that is cleared is 0.',
    fails: ['DV-UPD-006', 'DV-PRP-002'],
    at: [
      taking(all(done(on('PATCH', 'POST')), sends(null)), zeroes),
      taking(all(decidedBy('DV-PRP-001', 'DV-PRP-002'), clearsNumber), ({ request }) => ({
        ...withText(request, '{"value":0}'),
        method: 'PUT',
      })),
    ],
  },
  {
    id: 'required-column-cleared',
    title: 'Any column can be set to null.',
    fails: ['DV-UPD-007'],
    at: [off('DV-UPD-007')],
  },
  {
    id: 'tag-in-the-body-counts',
    title: 'The tag in a body is taken for a condition.',
    fails: ['DV-UPD-011'],
    at: [refusingWith(all(updates, namesAnotherState), versionMismatch)],
  },
  {
    id: 'annotations-are-properties',
    title: 'Annotations in a body are properties a table does not have.',
    fails: ['DV-UPD-011'],
    at: [
      refusingWith(
        all(done(decidedBy('DV-UPD-011')), on('PATCH', 'POST'), (exchange) => annotationOf(exchange) !== undefined),
        (exchange) => propertyUnknown(tableOf(exchange), annotationOf(exchange) ?? ''),
      ),
    ],
  },
  {
    id: 'unknown-property-ignored',
    title: 'Properties a table does not have are ignored.',
    fails: ['DV-ERR-003', 'DV-UPS-011'],
    at: [off('DV-ERR-003')],
  },
  {
    id: 'create-ignores-unknown-property',
    title: 'A POST ignores properties a table does not have.',
    fails: ['DV-ERR-003'],
    at: [off('DV-ERR-003', 'set')],
  },
  {
    id: 'unknown-property-unnamed',
    title: 'The refusal does not name the unknown property.',
    fails: ['DV-ERR-003'],
    at: [saying(decidedBy('DV-ERR-003'), (exchange) => propertyUnknown(tableOf(exchange), '').refused.message)],
  },
  {
    id: 'bad-update-half-applied',
    title: 'The valid part of a refused body is stored.',
    fails: ['DV-UPD-016'],
    at: [storingWhatIsValid(answered(decidedBy('DV-UPD-003', 'DV-UPS-007'), 400))],
  },
  {
    id: 'state-without-status',
    title: 'A new state leaves the old status.',
    fails: ['DV-STA-001'],
    at: [
      atSeam(
        stateAndStatus,
        (sound, { before }) => ({ ...sound, statuscode: before['statuscode'] ?? null }),
        ({ before, changes }) => 'statecode' in before && (changes['statuscode'] ?? null) === null,
      ),
    ],
  },
  {
    id: 'status-hides-state',
    title: 'A state is ignored when a status comes with it.',
    fails: ['DV-STA-002'],
    at: [
      atSeam(stateAndStatus, (sound, { before }) => ({ ...sound, statecode: before['statecode'] ?? 0 }), sendsStatus),
    ],
  },
  {
    id: 'new-state-resets-status',
    title: 'A change of state sets the default status, whatever was sent.',
    fails: ['DV-STA-002', 'DV-STA-003'],
    at: [
      atSeam(
        stateAndStatus,
        (sound, { state }) => ({ ...sound, statuscode: state.defaultStatus }),
        (change) =>
          sendsStatus(change) && 'statecode' in change.before && change.before['statecode'] !== change.state.value,
      ),
    ],
  },
  {
    id: 'always-default-status',
    title: 'Every state gets its default status.',
    fails: ['DV-STA-003'],
    at: [atSeam(stateAndStatus, (sound, { state }) => ({ ...sound, statuscode: state.defaultStatus }), sendsStatus)],
  },
];

function sends(value: Json): When {
  return ({ request }) => Object.values(membersOf(request)).includes(value);
}

function sendsStatus({ changes }: { readonly changes: Readonly<Record<string, Json>> }): boolean {
  return 'statecode' in changes && (changes['statuscode'] ?? null) !== null;
}

function isNumeric(column: Column | undefined): boolean {
  return ['double', 'money', 'integer', 'choice'].includes(column?.type.kind ?? '');
}

function zeroes(exchange: Exchange): Exchange['request'] {
  const table = tableOf(exchange);
  return withMembers(exchange.request, (name, value) => [
    [name, value === null && isNumeric(findColumn(table, name)) ? 0 : value],
  ]);
}

function clearsNumber(exchange: Exchange): boolean {
  const { resource, request } = callOf(exchange);
  const clears = request.method === 'DELETE' || membersOf(request)['value'] === null;
  return resource.kind === 'property' && clears && isNumeric(findColumn(resource.table, resource.property));
}

function namesAnotherState(exchange: Exchange): boolean {
  const tag = membersOf(exchange.request)['@odata.etag'];
  const row = tag === undefined ? undefined : rowBefore(exchange);
  return row !== undefined && tag !== tagText(row, exchange.world);
}

/** An annotation in a body, other than those that every row is shown with. */
function annotationOf({ request }: Exchange): string | undefined {
  return Object.keys(membersOf(request)).find((name) => /@(?!odata\.(?:etag|type|bind)$)/.test(name));
}

import type { Json } from '../../../../core/json.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
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
export const bodyMutants: readonly Mutant[] = mutantsOf(
  [
    ['no-is-left-out', 'A false in a body is taken for nothing.', 'DV-UPD-001'],
    ['null-is-left-out', 'A null in a body is taken for nothing.', 'DV-UPD-006'],
    ['null-number-is-zero', 'A number that is cleared is 0.', ['DV-UPD-006', 'DV-PRP-002']],
    ['required-column-cleared', 'Any column can be set to null.', 'DV-UPD-007', off('DV-UPD-007')],
    ['tag-in-the-body-counts', 'The tag in a body is taken for a condition.', 'DV-UPD-011'],
    ['annotations-are-properties', 'Annotations in a body are properties a table does not have.', 'DV-UPD-011'],
    ['unknown-property-ignored', 'Properties a table does not have are ignored.', ['DV-ERR-003', 'DV-UPS-011']],
    ['create-ignores-unknown-property', 'A POST ignores properties a table does not have.', 'DV-ERR-003'],
    ['unknown-property-unnamed', 'The refusal does not name the unknown property.', 'DV-ERR-003'],
    ['bad-update-half-applied', 'The valid part of a refused body is stored.', 'DV-UPD-016'],
    ['state-without-status', 'A new state leaves the old status.', 'DV-STA-001'],
    ['status-hides-state', 'A state is ignored when a status comes with it.', 'DV-STA-002'],
    [
      'new-state-resets-status',
      'A change of state sets the default status, whatever was sent.',
      ['DV-STA-002', 'DV-STA-003'],
    ],
    ['always-default-status', 'Every state gets its default status.', 'DV-STA-003'],
  ],
  {
    'no-is-left-out': overlooking(all(updates, sends(false)), (_name, value) => value === false),
    'null-is-left-out': overlooking(all(updates, decidedBy('DV-UPD-006')), (_name, value) => value === null),
    'null-number-is-zero': [
      taking(all(done(on('PATCH', 'POST')), sends(null)), zeroes),
      taking(all(decidedBy('DV-PRP-001', 'DV-PRP-002'), clearsNumber), ({ request }) => ({
        ...withText(request, '{"value":0}'),
        method: 'PUT',
      })),
    ],
    'tag-in-the-body-counts': refusingWith(all(updates, namesAnotherState), versionMismatch),
    'annotations-are-properties': refusingWith(
      all(done(decidedBy('DV-UPD-011')), on('PATCH', 'POST'), (exchange) => annotationOf(exchange) !== undefined),
      (exchange) => propertyUnknown(tableOf(exchange), annotationOf(exchange) ?? ''),
    ),
    'unknown-property-ignored': off('DV-ERR-003'),
    'create-ignores-unknown-property': off('DV-ERR-003', 'set'),
    'unknown-property-unnamed': saying(
      decidedBy('DV-ERR-003'),
      (exchange) => propertyUnknown(tableOf(exchange), '').refused.message,
    ),
    'bad-update-half-applied': storingWhatIsValid(answered(decidedBy('DV-UPD-003', 'DV-UPS-007'), 400)),
    'state-without-status': atSeam(
      stateAndStatus,
      (sound, { before }) => ({ ...sound, statuscode: before['statuscode'] ?? null }),
      ({ before, changes }) => 'statecode' in before && (changes['statuscode'] ?? null) === null,
    ),
    'status-hides-state': atSeam(
      stateAndStatus,
      (sound, { before }) => ({ ...sound, statecode: before['statecode'] ?? 0 }),
      sendsStatus,
    ),
    'new-state-resets-status': atSeam(
      stateAndStatus,
      (sound, { state }) => ({ ...sound, statuscode: state.defaultStatus }),
      (change) =>
        sendsStatus(change) && 'statecode' in change.before && change.before['statecode'] !== change.state.value,
    ),
    'always-default-status': atSeam(
      stateAndStatus,
      (sound, { state }) => ({ ...sound, statuscode: state.defaultStatus }),
      sendsStatus,
    ),
  },
);

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

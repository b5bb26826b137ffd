import { type HttpResponse, headerLines } from '../../../../core/http.ts';
import { around, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, decidedBy, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, refuse } from '../errors.ts';
import { hasGeneratedKey, isRequired } from '../model/entity.ts';
import { correlate } from '../read/correlate.ts';
import * as seams from '../seams.ts';
import { computed } from '../write/compose-row.ts';
import { withPage } from './around/editions.ts';
import { callOf, isUnchanged, sendsStar, withoutTag } from './around/exchanges.ts';
import { leavesOut } from './around/names.ts';
import { asNotFound, failing, refusedAs, refusingBad, refusingWith, saying, type Told } from './around/refusals.ts';
import { clear, leavesToDefault, updating, withDefaults } from './around/rows.ts';
import { writingAnyway } from './around/write-anyway.ts';

const starUpdates = decidedBy('DAB-IFM-001', 'DAB-IFM-002');

const incomplete: Told = { status: 400, code: 'DatabaseOperationFailed', message: 'The row would be incomplete.' };

/** Bugs of a star in If-Match. */
export const starMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['star-patch-inserts', 'A PATCH with a star inserts a missing row.', 'DAB-IFM-004', off('DAB-IFM-004')],
      ['star-without-key', 'A star without a key in the URL is taken for an insert.', 'DAB-IFM-021'],
      ['star-put-skips-not-null', 'A PUT with a star leaves null where none may be.', 'DAB-IFM-022'],
      ['star-needs-one-permission', 'With a star one permission is enough.', 'DAB-IFM-026', off('DAB-IFM-026')],
      ['star-put-writes-nothing', 'A PUT with a star answers well and writes nothing.', 'DAB-IFM-001'],
      ['star-patch-writes-nothing', 'A PATCH with a star answers well and writes nothing.', 'DAB-IFM-002'],
      [
        'star-refuses-existing',
        'A star is taken for a tag that never matches: 412.',
        ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024'],
      ],
      ['star-put-inserts', 'A PUT with a star inserts a missing row.', ['DAB-IFM-003', 'DAB-CON-006']],
      ['star-patch-is-412', 'A PATCH with a star on a row that exists is answered 412.', 'DAB-IFM-002'],
      ['star-is-ignored', 'A star is read as if the field were not there.', ['DAB-IFM-003', 'DAB-IFM-004']],
      ['put-miss-is-412', 'A PUT with a star on a missing row is answered 412.', 'DAB-IFM-003'],
      ['patch-miss-is-412', 'A PATCH with a star on a missing row is answered 412.', 'DAB-IFM-004'],
      [
        'put-miss-inserts-anyway',
        'A PUT with a star on a missing row is answered 404, and yet the row is inserted.',
        'DAB-IFM-003',
      ],
      [
        'patch-miss-inserts-anyway',
        'A PATCH with a star on a missing row is answered 404, and yet the row is inserted.',
        'DAB-IFM-004',
      ],
      ['star-put-clears-flags', 'A PUT with a star sets a flag that was left out to false.', 'DAB-IFM-024'],
      [
        'star-lost-in-other-order',
        'A star is ignored where the parts of the key are not in the order of the table.',
        ['DAB-IFM-003', 'DAB-IFM-004'],
      ],
      ['star-put-merges', 'A PUT with a star keeps columns that were left out.', 'DAB-IFM-024'],
      [
        'star-is-created',
        'A PUT or PATCH with a star is answered 201.',
        ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024', 'DAB-CON-005'],
      ],
      ['star-only-once', 'A star succeeds once, then never again on the row.', 'DAB-IFM-025'],
      ['star-remembers-writes', 'A star succeeds on a row once, whatever is written the second time.', 'DAB-IFM-025'],
      ['star-fails-on-other-methods', 'A star is refused on GET, POST and DELETE.', 'DAB-IFM-018'],
      ['blanks-count', 'A star with blanks around it is a value like any other.', 'DAB-IFM-014'],
      [
        'star-names-the-insert',
        'A star on a missing row with a generated key is told that it cannot be inserted.',
        'DAB-IFM-020',
      ],
      [
        'star-put-must-be-complete',
        'A PUT with a star must be complete like one without.',
        ['DAB-IFM-022', 'DAB-IFM-023'],
      ],
      ['incomplete-star-is-400', 'An incomplete PUT with a star on a missing row is answered 400.', 'DAB-IFM-023'],
      ['star-without-key-inserts', 'A star without a key is ignored where the key is generated.', 'DAB-IFM-021'],
      [
        'star-without-key-takes-the-body',
        'A star without a key is ignored where the key is in the body.',
        'DAB-IFM-021',
      ],
      ['keyless-star-inserts-anyway', 'A star without a key is refused, and yet a row is inserted.', 'DAB-IFM-021'],
      [
        'unread-star-clears',
        'With a star a body that cannot be read is refused, and yet clears the row.',
        'DAB-IFM-027',
      ],
      ['star-put-resets-defaults', 'A PUT with a star sets a column that was left out to its default.', 'DAB-IFM-024'],
      ['star-needs-no-create', 'A star needs no permission to create.', 'DAB-IFM-026'],
      ['star-needs-no-update', 'A star needs no permission to update.', 'DAB-IFM-026'],
      [
        'blanks-count-on-patch',
        'A PATCH takes a star with blanks around it for a value like any other.',
        'DAB-IFM-014',
      ],
      ['complete-star-shows-hidden-rows', 'A complete PUT with a star on a hidden row is answered 409.', 'DAB-IFM-028'],
      ['star-skips-checks', 'With a star faults of body and key are not looked for.', 'DAB-IFM-027'],
      [
        'incomplete-star-shows-hidden-rows',
        'An incomplete PUT with a star on a hidden row is answered 400.',
        'DAB-IFM-028',
      ],
    ],
    {
      'star-without-key': off('DAB-IFM-021'),
      'star-put-skips-not-null': off('DAB-IFM-022'),
      'star-put-writes-nothing': losing(decidedBy('DAB-IFM-001')),
      'star-patch-writes-nothing': losing(decidedBy('DAB-IFM-002')),
      'star-refuses-existing': refusingWith(starUpdates, preconditionFailed),
      'star-put-inserts': off('DAB-IFM-003'),
      'star-patch-is-412': refusingWith(decidedBy('DAB-IFM-002'), preconditionFailed),
      'star-is-ignored': taking(all(on('PUT', 'PATCH'), sendsStar), withoutTag),
      'put-miss-is-412': refusedAs(decidedBy('DAB-IFM-003'), { status: 412 }),
      'patch-miss-is-412': refusedAs(decidedBy('DAB-IFM-004'), { status: 412 }),
      'put-miss-inserts-anyway': writingAnyway(decidedBy('DAB-IFM-003')),
      'patch-miss-inserts-anyway': writingAnyway(decidedBy('DAB-IFM-004')),
      'star-put-clears-flags': atSeam(
        seams.rowOfWrite,
        (row, { entity, before, values }) => {
          const flags = entity.columns.filter(({ name, type }) => type === 'boolean' && values[name] === undefined);
          return before ? { ...row, ...Object.fromEntries(flags.map(({ name }) => [name, false])) } : row;
        },
        ({ form: { method, star } }) => method === 'PUT' && star === true,
      ),
      'star-lost-in-other-order': taking(all(refused(on('PUT', 'PATCH')), sendsStar, isInOtherOrder), withoutTag),
      'star-put-merges': atSeam(
        seams.rowOfWrite,
        (row, { entity, before, values }) => (before ? computed(entity, { ...before, ...values }) : row),
        ({ form: { method, star } }) => method === 'PUT' && star === true,
      ),
      'star-is-created': withStatus(201, decidedBy('DAB-IFM-025')),
      'star-only-once': refusingWith(all(starUpdates, isUnchanged), preconditionFailed),
      'star-remembers-writes': around(starUpdates, refuseSecondTime),
      'star-fails-on-other-methods': refusingBad(
        all(decidedBy('DAB-IFM-018'), sendsStar),
        'If-Match is not supported on this method.',
      ),
      'blanks-count': refusingBad(all(on('PUT', 'PATCH'), sendsPaddedStar), pageTexts.badTag),
      'star-names-the-insert': refusedAs(decidedBy('DAB-IFM-020'), {
        code: 'ItemNotFound',
        message: 'Cannot perform INSERT and could not find the row to perform UPDATE on.',
      }),
      'star-put-must-be-complete': atSeam(
        seams.mustBeSent,
        () => true,
        ({ method, star }) => method === 'PUT' && star === true,
      ),
      'incomplete-star-is-400': refusedAs(decidedBy('DAB-IFM-023'), incomplete),
      'star-without-key-inserts': taking(all(decidedBy('DAB-IFM-021'), namesNoKey), withoutTag),
      'star-without-key-takes-the-body': taking(
        all(decidedBy('DAB-IFM-021'), (exchange) => !namesNoKey(exchange)),
        withoutTag,
      ),
      'keyless-star-inserts-anyway': carryingOut(decidedBy('DAB-IFM-021'), withoutTag),
      'unread-star-clears': writing(all(sendsStar, saying(/invalid JSON|more than one entity/)), clear),
      'star-put-resets-defaults': atSeam(
        seams.rowOfWrite,
        withDefaults,
        (write) => write.form.star === true && updating('PUT', leavesToDefault)(write),
      ),
      'star-needs-no-create': [off('DAB-IFM-026', 'PUT needs create'), off('DAB-IFM-026', 'PATCH needs create')],
      'star-needs-no-update': [off('DAB-IFM-026', 'PUT needs update'), off('DAB-IFM-026', 'PATCH needs update')],
      'blanks-count-on-patch': refusingBad(all(on('PATCH'), sendsPaddedStar), pageTexts.badTag),
      'complete-star-shows-hidden-rows': refusedAs(
        all(decidedBy('DAB-IFM-028'), (exchange) => !isIncomplete(exchange)),
        { status: 409, code: 'DatabaseOperationFailed' },
      ),
      'star-skips-checks': [
        off('DAB-IFM-027'),
        refusedAs(all(decidedBy('DAB-IFM-027'), saying(/primary key|url template/i)), asNotFound),
        failing(all(decidedBy('DAB-IFM-027'), saying(/^Parameter|^Invalid value provided/))),
      ],
      'incomplete-star-shows-hidden-rows': refusedAs(all(decidedBy('DAB-IFM-028'), isIncomplete), incomplete),
    },
    {
      'star-patch-inserts': withPage,
      'star-put-writes-nothing': withPage,
      'star-patch-writes-nothing': withPage,
      'star-refuses-existing': { editions: ['v1', 'v2', 'documented'] },
      'star-put-inserts': withPage,
      'star-patch-is-412': withPage,
      'put-miss-is-412': withPage,
      'patch-miss-is-412': withPage,
      'put-miss-inserts-anyway': withPage,
      'patch-miss-inserts-anyway': withPage,
      'star-put-merges': withPage,
      'star-is-created': withPage,
      'star-only-once': withPage,
    },
  ),
  ...family(
    {
      'star-skips-unknown-members': /^Invalid request body[.] Either/,
      'star-skips-nulls': /^Invalid value for field/,
      'star-skips-computed-columns': /cannot be included/,
      'star-skips-json': /invalid JSON/,
      'star-skips-arrays': /more than one entity/,
      'star-skips-key-columns': /^Primary key column:/,
      'star-skips-values': /^Parameter|^Invalid value provided/,
    },
    (text) => ({
      title: `With a star the fault whose text matches ${text} is a row that is not there.`,
      fails: ['DAB-IFM-027'],
      at: [refusedAs(all(on('PUT', 'PATCH'), sendsStar, saying(text)), asNotFound)],
    }),
  ),
];

/** Is a star sent with blanks around it? */
function sendsPaddedStar(exchange: Exchange): boolean {
  return sendsStar(exchange) && headerLines(exchange.request.headers, 'if-match').join() !== '*';
}

/** Does the body leave out a column that must have a value? */
function isIncomplete(exchange: Exchange): boolean {
  const key = callOf(exchange)?.entity.key ?? [];
  return leavesOut(exchange, (column) => isRequired(column) && !key.includes(column.name));
}

/** Is nothing of the row's key sent, because the database makes it? */
function namesNoKey(exchange: Exchange): boolean {
  const entity = callOf(exchange)?.entity;
  return entity !== undefined && hasGeneratedKey(entity);
}

function preconditionFailed(world: World): Refused {
  return refuse(world, 412, 'BadRequest', 'Precondition failed');
}

function refuseSecondTime({ request, response, store, world, undo }: Exchange): HttpResponse {
  const written = memoryOf(store, 'star-remembers-writes');
  const again = written.has(request.target);
  if (again) undo();
  else written.put(request.target, {});
  return again ? correlate(request, preconditionFailed(quiet(world)).refused, quiet(world)) : response;
}

/** Does the URL name the parts of a composite key in another order than the table has them? */
function isInOtherOrder(exchange: Exchange): boolean {
  const call = callOf(exchange);
  const [first] = call?.entity.key ?? [];
  return call !== undefined && call.entity.key.length > 1 && !call.keyRoute.startsWith(`${first}/`);
}

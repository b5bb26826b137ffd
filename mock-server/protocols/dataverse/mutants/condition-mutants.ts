import { parseEntityTagCondition } from '../../../../core/entity-tag.ts';
import { emptyBody } from '../../../../core/http.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { type Attachment, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { answering, type When, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Store } from '../../../kernel/store.ts';
import type { TableRow } from '../model/table-row.ts';
import { opaqueOf } from '../read/row-tag.ts';
import { rowExists, versionMismatch } from '../refusals.ts';
import { answeringNothing, refusingWith } from './answers.ts';
import { writingAfterRefusal } from './embedded.ts';
import { about, ifMatchOf, patches, rowBefore } from './exchanges.ts';
import { makeMissing } from './make-missing.ts';

const stale = answered(decidedBy('DV-CND-002'), 412);
const existing = answered(decidedBy('DV-CND-008', 'DV-AK-015'), 412);
const staleDelete = answered(decidedBy('DV-CND-003'), 412);
const namesTag: When = (exchange) => (ifMatchOf(exchange) ?? '*') !== '*';
/** A PATCH that names a tag, where there is no row. */
const tagOfNothing = answered(all(patches, namesTag), 404);

/** Bugs in conditions. */
export const conditionMutants: readonly Mutant[] = mutantsOf(
  [
    ['current-tag-refused', 'The current tag is refused.', 'DV-CND-001'],
    ['stale-write-accepted', 'An old tag is accepted.', ['DV-CND-002', 'DV-CND-023'], off('DV-CND-002')],
    [
      'tags-ignored-by-key',
      'A row that is named by an alternate key is written whatever tag If-Match names.',
      ['DV-CND-002', 'DV-CND-003'],
    ],
    ['stale-is-409', 'An old tag is answered 409.', ['DV-CND-002', 'DV-CND-023'], withStatus(409, stale)],
    ['later-tags-accepted', 'Tags are compared as numbers, and a later one is accepted.', 'DV-CND-002'],
    ['refused-update-applied', 'An update is refused and stored.', ['DV-CND-002', 'DV-CND-008', 'DV-AK-015']],
    ['refused-create-applied', 'A create is refused and stored.', ['DV-UPD-010', 'DV-AK-014', 'DV-UPS-012']],
    ['refused-write-locks-the-row', 'A refused write leaves the row locked.', 'DV-CND-023'],
    ['stale-delete-accepted', 'A DELETE with an old tag is carried out.', 'DV-CND-003', off('DV-CND-003')],
    ['stale-delete-is-409', 'A DELETE with an old tag is answered 409.', 'DV-CND-003', withStatus(409, staleDelete)],
    ['deleted-row-comes-back', 'A PATCH with the last tag of a deleted row makes it again.', 'DV-CND-014'],
    ['deleted-row-comes-back-in-silence', 'A write with such a tag is refused, and makes the row.', 'DV-CND-014'],
    ['tag-of-nothing-deletes', 'A DELETE with a tag of a row that is not there answers 204.', 'DV-CND-014'],
    ['unreadable-condition-dropped', 'An If-Match that cannot be read is none.', 'DV-CND-022', off('DV-CND-022')],
    ['tags-contained', 'An If-Match holds when the current tag is contained in it.', ['DV-CND-002', 'DV-CND-003']],
    ['tags-begin-alike', 'A tag is current when the current one begins with it.', ['DV-CND-002', 'DV-CND-003']],
    ['tags-by-number', 'Tags are compared as numbers.', 'DV-CND-002'],
    ['values-back-tag-back', 'An old tag is good again when the values are those of its time.', 'DV-CND-002'],
    ['refused-delete-applied', 'A DELETE is refused and carried out.', 'DV-CND-003'],
    ['current-delete-refused', 'A DELETE with the current tag is refused.', 'DV-CND-004'],
    ['star-is-no-tag', 'If-Match star matches nothing.', ['DV-CND-006', 'DV-UPD-001']],
    ['create-only-never-creates', 'If-None-Match star prevents creating, too.', 'DV-CND-007'],
    ['create-only-updates', 'A PATCH with If-None-Match star updates.', 'DV-CND-008', off('DV-CND-008')],
    [
      'create-only-on-existing-is-409',
      'If-None-Match star on a row that exists is answered 409.',
      ['DV-CND-008', 'DV-AK-015'],
    ],
    ['never-304', 'A GET with the current tag is answered 200.', 'DV-CND-009', off('DV-CND-009')],
    ['always-304', 'A GET with any tag is answered 304.', 'DV-CND-010'],
    ['null-literal-stops-patch', 'If-None-Match null is malformed on writes.', ['DV-CND-017', 'DV-HDR-011']],
    ['null-literal-stops-get', 'If-None-Match null is malformed on reads.', ['DV-CND-018', 'DV-HDR-011']],
  ],
  {
    'current-tag-refused': refusingWith(decidedBy('DV-CND-001'), versionMismatch),
    'tags-ignored-by-key': [off('DV-CND-002', 'alternate key'), off('DV-CND-003', 'alternate key')],
    'later-tags-accepted': taking(all(stale, namesLaterState), ({ request }) => withField(request, ['If-Match', '*'])),
    'refused-update-applied': carryingOut(
      (exchange) => stale(exchange) || existing(exchange),
      ({ request }) => withoutField(withoutField(request, 'If-Match'), 'If-None-Match'),
    ),
    'refused-create-applied': carryingOut(
      answered(
        all(patches, (exchange) => ifMatchOf(exchange) !== undefined),
        404,
      ),
      ({ request }) => withoutField(request, 'If-Match'),
    ),
    'refused-write-locks-the-row': [
      writing(stale, (exchange) => {
        const row = rowBefore(exchange);
        if (row) lockedRows(exchange).put(row.id, row);
      }),
      refusingWith(
        all(decidedBy('DV-CND-001'), (exchange) => lockedRows(exchange).has(rowBefore(exchange)?.id ?? '')),
        versionMismatch,
      ),
    ],
    'deleted-row-comes-back': taking(tagOfNothing, ({ request }) => withoutField(request, 'If-Match')),
    'deleted-row-comes-back-in-silence': [
      writing(answered(namesTag, 404), makeMissing),
      writingAfterRefusal('PATCH', (inner) => {
        if (namesTag(inner)) makeMissing(inner);
      }),
    ],
    'tag-of-nothing-deletes': answeringNothing(answered(all(about('row', 'DELETE'), namesTag), 404)),
    'tags-contained': takingForCurrent((sent, current) => sent.includes(current)),
    'tags-begin-alike': takingForCurrent((sent, current) => sent !== '' && current.startsWith(sent)),
    'tags-by-number': takingForCurrent((sent, current) => Number.parseInt(sent, 16) === Number.parseInt(current, 16)),
    'values-back-tag-back': [
      writing(done(patches), (exchange) => {
        const { store } = exchange;
        const row = rowBefore(exchange);
        if (row) pastStates(store).put(`${row.id} ${opaqueOf(row)}`, { values: contentOf(row) });
      }),
      taking(all(stale, hadTheseValues), ({ request }) => withField(request, ['If-Match', '*'])),
    ],
    'refused-delete-applied': carryingOut(staleDelete, ({ request }) => withoutField(request, 'If-Match')),
    'current-delete-refused': refusingWith(decidedBy('DV-CND-004'), versionMismatch),
    'star-is-no-tag': refusingWith(decidedBy('DV-CND-006'), versionMismatch),
    'create-only-never-creates': refusingWith(decidedBy('DV-CND-007'), rowExists),
    'create-only-on-existing-is-409': withStatus(409, existing),
    'always-304': answering(decidedBy('DV-CND-010'), ({ response: { headers } }) => ({
      status: 304,
      headers: headers.filter(([name]) => name !== 'Content-Type'),
      body: emptyBody,
    })),
    'null-literal-stops-patch': off('DV-CND-017'),
    'null-literal-stops-get': off('DV-CND-018'),
  },
);

function namesLaterState(exchange: Exchange): boolean {
  const tags = parseEntityTagCondition(ifMatchOf(exchange) ?? '');
  const row = rowBefore(exchange);
  if (!row || !tags || tags === '*') return false;
  return tags.some(({ opaque }) => /^[\da-f]+$/.test(opaque) && BigInt(`0x${opaque}`) > row.version);
}

function lockedRows({ store }: Exchange): ReturnType<typeof memoryOf> {
  return memoryOf(store, 'refused-write-locks-the-row');
}

/** Takes a tag for the current one: what stands between the quotes of both decides. */
function takingForCurrent(alike: (sent: string, current: string) => boolean): Attachment {
  const takes: When = (exchange) => {
    const tags = parseEntityTagCondition(ifMatchOf(exchange) ?? '');
    const row = rowBefore(exchange);
    return row !== undefined && Array.isArray(tags) && tags.some(({ opaque }) => alike(opaque, opaqueOf(row)));
  };
  return taking(
    all((exchange) => exchange.response.status === 412, takes),
    ({ request }) => withField(request, ['If-Match', '*']),
  );
}

function pastStates(store: Store) {
  return memoryOf<{ readonly values: string }>(store, 'values-back-tag-back');
}

function contentOf({ values }: TableRow): string {
  return stringifyJson({ ...values, modifiedon: null });
}

function hadTheseValues(exchange: Exchange): boolean {
  const tags = parseEntityTagCondition(ifMatchOf(exchange) ?? '');
  const row = rowBefore(exchange);
  if (!row || !Array.isArray(tags)) return false;
  return tags.some(({ opaque }) => pastStates(exchange.store).get(`${row.id} ${opaque}`)?.values === contentOf(row));
}

import { parseEntityTagCondition } from '../../../../core/entity-tag.ts';
import { emptyBody } from '../../../../core/http.ts';
import { type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { answering, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { rowExists, versionMismatch } from '../refusals.ts';
import { refusingWith } from './answers.ts';
import { ifMatchOf, patches, rowBefore } from './exchanges.ts';

const stale = answered(decidedBy('DV-CND-002'), 412);
const existing = answered(decidedBy('DV-CND-008', 'DV-AK-015'), 412);
const staleDelete = answered(decidedBy('DV-CND-003'), 412);

/** Bugs in conditions. */
export const conditionMutants: readonly Mutant[] = [
  {
    id: 'current-tag-refused',
    title: 'The current tag is refused.',
    fails: ['DV-CND-001'],
    at: [refusingWith(decidedBy('DV-CND-001'), versionMismatch)],
  },
  {
    id: 'stale-write-accepted',
    title: 'An old tag is accepted.',
    fails: ['DV-CND-002', 'DV-CND-023'],
    at: [off('DV-CND-002')],
  },
  {
    id: 'tags-ignored-by-key',
    title: 'A row that is named by an alternate key is written whatever tag If-Match names.',
    fails: ['DV-CND-002', 'DV-CND-003'],
    at: [off('DV-CND-002', 'alternate key'), off('DV-CND-003', 'alternate key')],
  },
  {
    id: 'stale-is-409',
    title: 'An old tag is answered 409.',
    fails: ['DV-CND-002', 'DV-CND-023'],
    at: [withStatus(409, stale)],
  },
  {
    id: 'later-tags-accepted',
    title: 'Tags are compared as numbers, and a later one is accepted.',
    fails: ['DV-CND-002'],
    at: [taking(all(stale, namesLaterState), ({ request }) => withField(request, ['If-Match', '*']))],
  },
  {
    id: 'refused-update-applied',
    title: 'An update is refused and stored.',
    fails: ['DV-CND-002', 'DV-CND-008', 'DV-AK-015'],
    at: [
      carryingOut(
        (exchange) => stale(exchange) || existing(exchange),
        ({ request }) => withoutField(withoutField(request, 'If-Match'), 'If-None-Match'),
      ),
    ],
  },
  {
    id: 'refused-create-applied',
    title: 'A create is refused and stored.',
    fails: ['DV-UPD-010', 'DV-AK-014', 'DV-UPS-012'],
    at: [
      carryingOut(
        answered(
          all(patches, (exchange) => ifMatchOf(exchange) !== undefined),
          404,
        ),
        ({ request }) => withoutField(request, 'If-Match'),
      ),
    ],
  },
  {
    id: 'refused-write-locks-the-row',
    title: 'A refused write leaves the row locked.',
    fails: ['DV-CND-023'],
    at: [
      writing(stale, (exchange) => {
        const row = rowBefore(exchange);
        if (row) lockedRows(exchange).put(row.id, row);
      }),
      refusingWith(
        all(decidedBy('DV-CND-001'), (exchange) => lockedRows(exchange).has(rowBefore(exchange)?.id ?? '')),
        versionMismatch,
      ),
    ],
  },
  {
    id: 'stale-delete-accepted',
    title: 'A DELETE with an old tag is carried out.',
    fails: ['DV-CND-003'],
    at: [off('DV-CND-003')],
  },
  {
    id: 'stale-delete-is-409',
    title: 'A DELETE with an old tag is answered 409.',
    fails: ['DV-CND-003'],
    at: [withStatus(409, staleDelete)],
  },
  {
    id: 'refused-delete-applied',
    title: 'A DELETE is refused and carried out.',
    fails: ['DV-CND-003'],
    at: [carryingOut(staleDelete, ({ request }) => withoutField(request, 'If-Match'))],
  },
  {
    id: 'current-delete-refused',
    title: 'A DELETE with the current tag is refused.',
    fails: ['DV-CND-004'],
    at: [refusingWith(decidedBy('DV-CND-004'), versionMismatch)],
  },
  {
    id: 'star-is-no-tag',
    title: 'If-Match star matches nothing.',
    fails: ['DV-CND-006', 'DV-UPD-001'],
    at: [refusingWith(decidedBy('DV-CND-006'), versionMismatch)],
  },
  {
    id: 'create-only-never-creates',
    title: 'If-None-Match star prevents creating, too.',
    fails: ['DV-CND-007'],
    at: [refusingWith(decidedBy('DV-CND-007'), rowExists)],
  },
  {
    id: 'create-only-updates',
    title: 'A PATCH with If-None-Match star updates.',
    fails: ['DV-CND-008'],
    at: [off('DV-CND-008')],
  },
  {
    id: 'create-only-on-existing-is-409',
    title: 'If-None-Match star on a row that exists is answered 409.',
    fails: ['DV-CND-008', 'DV-AK-015'],
    at: [withStatus(409, existing)],
  },
  {
    id: 'never-304',
    title: 'A GET with the current tag is answered 200.',
    fails: ['DV-CND-009'],
    at: [off('DV-CND-009')],
  },
  {
    id: 'always-304',
    title: 'A GET with any tag is answered 304.',
    fails: ['DV-CND-010'],
    at: [
      answering(decidedBy('DV-CND-010'), ({ response: { headers } }) => ({
        status: 304,
        headers: headers.filter(([name]) => name !== 'Content-Type'),
        body: emptyBody,
      })),
    ],
  },
  {
    id: 'null-literal-stops-patch',
    title: 'If-None-Match null is malformed on writes.',
    fails: ['DV-CND-017', 'DV-HDR-011'],
    at: [off('DV-CND-017')],
  },
  {
    id: 'null-literal-stops-get',
    title: 'If-None-Match null is malformed on reads.',
    fails: ['DV-CND-018', 'DV-HDR-011'],
    at: [off('DV-CND-018')],
  },
];

function namesLaterState(exchange: Exchange): boolean {
  const tags = parseEntityTagCondition(ifMatchOf(exchange) ?? '');
  const row = rowBefore(exchange);
  if (!row || !tags || tags === '*') return false;
  return tags.some(({ opaque }) => /^\d+$/.test(opaque) && BigInt(opaque) > row.version);
}

function lockedRows({ store }: Exchange): ReturnType<typeof memoryOf> {
  return memoryOf(store, 'refused-write-locks-the-row');
}

import { isJsonArray, isJsonObject, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { off } from '../../../kernel/bug.ts';
import { changingMember, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { batchInvalid, payloadInvalid } from '../refusals.ts';
import { answeringEmptyObject, refusingWith, withoutMember } from './answers.ts';
import { withTargets } from './targets.ts';

const created = decidedBy('DV-BLK-005');
const upserted = decidedBy('DV-BLK-008');

/** Bugs in actions on several rows. */
export const bulkMutants: readonly Mutant[] = mutantsOf(
  [
    ['target-needs-no-type', 'A target need not say of which table it is.', 'DV-BLK-002', off('DV-BLK-002')],
    [
      'create-multiple-tells-no-ids',
      'CreateMultiple does not tell the new keys.',
      'DV-BLK-005',
      answeringEmptyObject(200, created),
    ],
    [
      'create-multiple-without-context',
      'CreateMultiple answers without context.',
      'DV-BLK-005',
      withoutMember(created, () => '@odata.context'),
    ],
    ['create-multiple-answers-201', 'CreateMultiple answers 201.', 'DV-BLK-005', withStatus(201, created)],
    ['create-multiple-reverses', 'CreateMultiple tells the keys in another order.', 'DV-BLK-005'],
    ['create-multiple-lost', 'CreateMultiple keeps nothing.', 'DV-BLK-005', losing(created)],
    ['create-multiple-forgets-the-last', 'CreateMultiple leaves out the last target.', 'DV-BLK-005'],
    ['bulk-keeps-halves', 'CreateMultiple and UpsertMultiple are not undone.', 'DV-BLK-010', off('DV-BLK-010')],
    ['bulk-passes-over-faults', 'CreateMultiple leaves out what is refused.', 'DV-BLK-010'],
    ['refused-create-multiple-creates', 'A CreateMultiple that is refused leaves what is valid of it.', 'DV-UPD-016'],
    ['key-twice-creates', 'UpsertMultiple creates by a key that is said twice.', 'DV-BLK-006', off('DV-BLK-006')],
    ['key-twice-creates-in-silence', 'A key that is said twice is refused and creates.', 'DV-BLK-006'],
    ['key-twice-never', 'UpsertMultiple refuses a key that is said twice.', 'DV-BLK-006'],
    ['upsert-multiple-answers-200', 'UpsertMultiple answers 200.', 'DV-BLK-008', answeringEmptyObject(200, upserted)],
    ['upsert-multiple-lost', 'UpsertMultiple keeps nothing.', 'DV-BLK-008', losing(upserted)],
    ['upsert-multiple-updates-only', 'UpsertMultiple leaves out what is not there.', 'DV-BLK-008'],
    ['urls-name-no-target', 'A target that is named by its URL is refused.', 'DV-BLK-009'],
    ['urls-write-nothing', 'A target that is named by its URL is passed over.', 'DV-BLK-009'],
    ['tag-is-unknown', 'The parameter tag is refused.', 'DV-BLK-012'],
    ['tag-writes-nothing', 'With the parameter tag nothing is written.', 'DV-BLK-012'],
  ],
  {
    'create-multiple-reverses': changingMember('Ids', created, (ids) => (isJsonArray(ids) ? ids.toReversed() : ids)),
    'create-multiple-forgets-the-last': taking(
      created,
      withTargets((targets) => (targets.length > 1 ? targets.slice(0, -1) : targets)),
    ),
    'bulk-passes-over-faults': taking(
      all(({ response }) => response.status >= 400, decidedBy('DV-BLK-010')),
      withTargets((targets) => targets.slice(0, -1)),
    ),
    'refused-create-multiple-creates': carryingOut(
      all(({ response, request }) => response.status >= 400 && /CreateMultiple/.test(request.target), on('POST')),
      withTargets((targets) =>
        targets.map((target) => (isJsonObject(target) ? withoutMembers(target, 'no_such_property') : target)),
      ),
    ),
    'key-twice-creates-in-silence': carryingOut(
      all(({ response }) => response.status === 400, decidedBy('DV-BLK-006')),
      withTargets((targets) =>
        targets.map((target) => (isJsonObject(target) ? withoutMembers(target, 'sample_key1') : target)),
      ),
    ),
    'key-twice-never': refusingWith(all(upserted, decidedBy('DV-AK-005')), () =>
      payloadInvalid('A key is said twice.'),
    ),
    'upsert-multiple-updates-only': taking(
      all(upserted, decidedBy('DV-AK-001')),
      withTargets((targets) => targets.slice(0, 1)),
    ),
    'urls-name-no-target': refusingWith(all(done(decidedBy('DV-BLK-009')), decidedBy('DV-BLK-001')), () =>
      batchInvalid('No key.'),
    ),
    'urls-write-nothing': losing(all(decidedBy('DV-BLK-009'), decidedBy('DV-BLK-001'))),
    'tag-is-unknown': refusingWith(all(decidedBy('DV-BLK-001'), tagged), () => batchInvalid('tag?')),
    'tag-writes-nothing': losing(all(decidedBy('DV-BLK-001'), tagged)),
  },
);

function tagged({ request }: Parameters<typeof created>[0]): boolean {
  return optionOf(request, 'tag') !== undefined;
}

function withoutMembers(target: JsonObject, ...names: readonly string[]): JsonObject {
  return jsonObject(Object.entries(target).filter(([name]) => !names.includes(name)));
}

import type { JsonObject } from '../../../../core/json.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { without, writingFields, writingRow } from './attach.ts';
import { oldRowOf, operationsOf } from './exchanges.ts';
import { donePatching, patching, refusingPatch, takingOperations } from './patches.ts';
import { complains, did, got, where } from './when.ts';

/** Skips operations of patches that a sound server refuses for them. */
function skipping(status: number, skip: (operation: JsonObject) => boolean, when: When = () => true): Attachment {
  const concerned: When = where(got('patch', status), when, ({ request }) => operationsOf(request).some(skip));
  return takingOperations(concerned, (operations) => operations.filter((each) => !skip(each)));
}

const unreachable = ['idempotentKey', 'systemLabel', 'org', 'serviceOwnerContext'] as const;
const lists = [
  ['activities', 'description'],
  ['transmissions', 'content'],
] as const;

/** Takes something from the children that are there when a patch adds another one. */
function touchingOld(list: 'activities' | 'transmissions', member: string, at: string): Attachment {
  const adding = donePatching(({ path }) => path === at);
  return writingRow(adding, (row, old) => {
    const known = old[list].map(({ id }) => id);
    return { [list]: row[list].map((each) => (known.includes(each['id']) ? without(each, member) : each)) };
  });
}

function isTextTest({ op, value }: JsonObject): boolean {
  return op === 'test' && typeof value === 'string';
}

/** Bugs of a PATCH at one operation, one path, one kind of value of many. */
export const patchPartMutants: readonly Mutant[] = mutantsOf(
  [
    ...lists.flatMap(([list, member]): MutantRow[] => [
      [
        `patch-that-replaces-touches-${list}`,
        `A PATCH that replaces the ${list} changes those that are there.`,
        'DP-PATCH-006',
        touchingOld(list, member, `/${list}`),
      ],
      [
        `patch-that-appends-touches-${list}`,
        `A PATCH that adds to the ${list} changes those that are there.`,
        'DP-PATCH-006',
        touchingOld(list, member, `/${list}/-`),
      ],
    ]),
    ...lists.map(
      ([list]): MutantRow => [
        `patch-cannot-append-to-${list}`,
        `A PATCH can replace the ${list}, but not add at their end.`,
        'DP-PATCH-006',
        refusingPatch('There is no end.', ({ op, path }) => op === 'add' && path === `/${list}/-`),
      ],
    ),
    ...unreachable.map(
      (member): MutantRow => [
        `patch-ignores-${member}`,
        `An operation on ${member} is skipped.`,
        'DP-PATCH-009',
        skipping(400, ({ path }) => path === `/${member}`),
      ],
    ),
    ...(['add', 'remove'] as const).map(
      (name): MutantRow => [
        `${name}-of-unknown-path-ignored`,
        `A PATCH that is to ${name} what there is not does nothing.`,
        'DP-PATCH-009',
        skipping(400, ({ op, path }) => op === name && !String(path).slice(1).includes('/')),
      ],
    ),
    ['texts-are-not-tested', 'A test of a text always holds.', 'DP-PATCH-008', skipping(400, isTextTest)],
    ['tests-ignore-case', 'A test of a text does not look at letter case.', 'DP-PATCH-008'],
    ['texts-never-hold', 'A test of a text never holds.', 'DP-PATCH-008'],
    [
      'existing-transmission-patched-in',
      'A transmission that is there is added again under another id.',
      'DP-PATCH-014',
    ],
    ['index-is-always-0', 'A PATCH changes the first of several items, whichever it names.', 'DP-PATCH-004'],
    ['items-cannot-be-removed', 'A PATCH cannot remove an item by its index.', 'DP-PATCH-004'],
    ['content-removal-ignored', 'Content cannot be removed.', 'DP-PATCH-005'],
    ['scalar-paths-in-one-case', 'A PATCH knows the names of texts in their own spelling only.', 'DP-PATCH-005'],
    ['added-attachment-has-no-name', 'An attachment that a PATCH adds loses its name.', 'DP-PATCH-016'],
  ],
  {
    'tests-ignore-case': skipping(400, ({ op, value }) => op === 'test' && value === 'Reference'),
    'texts-never-hold': refusingPatch(
      'The test failed.',
      ({ op }, { request }) => op === 'test' && operationsOf(request).some(isTextTest),
    ),
    'existing-transmission-patched-in': skipping(
      422,
      ({ path }) => path === '/transmissions/0/id',
      complains(/^DialogTransmission$/),
    ),
    'index-is-always-0': takingOperations(
      donePatching(({ op, path }) => op === 'replace' && path === '/guiActions/1/url'),
      (operations) => operations.map((each) => ({ ...each, path: '/guiActions/0/url' })),
    ),
    'items-cannot-be-removed': refusingPatch('Items stay.', ({ op, path }) => op === 'remove' && /\/0$/.test(path)),
    'content-removal-ignored': takingOperations(
      donePatching(({ op, path }) => op === 'remove' && path.startsWith('/content/')),
      (operations) => operations.filter(({ op }) => op !== 'remove'),
    ),
    'scalar-paths-in-one-case': refusingPatch('There is no such member.', ({ path }) => /^\/[A-Z]{2}/.test(path)),
    'added-attachment-has-no-name': writingFields(
      where(
        patching(({ op, path }) => op === 'add' && path === '/attachments/-'),
        did('patch'),
      ),
      ({ fields }, _old, exchange) => {
        const count = oldRowOf(exchange)?.fields.attachments.length ?? 0;
        const change = (each: JsonObject, index: number): JsonObject =>
          index < count ? each : { ...each, displayName: [] };
        return { attachments: fields.attachments.map(change) };
      },
    ),
  },
);

import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { operationsOf } from './exchanges.ts';
import { donePatching, isAbsent, patching, reachingChildren, refusingPatch, takingOperations } from './patches.ts';
import { where, writes } from './when.ts';

/** Bugs of carrying out the operations of a PATCH. */
export const patchMutants: readonly Mutant[] = mutantsOf(
  [
    ['patch-in-reverse-order', 'The operations of a PATCH work from last to first.', 'DP-PATCH-007'],
    ['three-operations-at-most', 'A PATCH carries out three operations and drops the rest.', 'DP-PATCH-016'],
    ['removal-does-nothing', 'A removal is acknowledged and forgotten.', 'DP-PATCH-005'],
    ['copy-moves', 'A copy takes its source away.', 'DP-PATCH-015'],
    ['move-copies', 'A move leaves its source.', 'DP-PATCH-015'],
    ['patch-cannot-add-children', 'A PATCH cannot touch activities and transmissions at all.', 'DP-PATCH-006'],
    ['patch-cannot-copy', 'A PATCH knows neither copy nor move.', 'DP-PATCH-007'],
    ['patch-only-on-the-surface', 'A PATCH reaches members of the dialog alone.', 'DP-PATCH-004'],
    ['patch-paths-in-one-case', 'A PATCH knows names in their own spelling only.', 'DP-PATCH-005'],
    ['removal-of-absent-is-a-fault', 'The removal of what is absent is refused.', 'DP-PATCH-005'],
    ['lists-cannot-be-removed', 'A PATCH cannot remove a list.', 'DP-PATCH-005'],
    ['nothing-can-be-added', 'A PATCH cannot add to a list.', 'DP-PATCH-015'],
    ['patch-shows-activities', 'A PATCH can reach the activities that are there.', 'DP-PATCH-006'],
    ['patch-shows-transmissions', 'A PATCH can reach the transmissions that are there.', 'DP-PATCH-006'],
  ],
  {
    'patch-in-reverse-order': takingOperations(
      where(writes('patch'), ({ request }) => operationsOf(request).length > 1),
      (operations) => operations.toReversed(),
    ),
    'three-operations-at-most': takingOperations(
      where(writes('patch'), ({ request }) => operationsOf(request).length > 3),
      (operations) => operations.slice(0, 3),
    ),
    'removal-does-nothing': takingOperations(
      donePatching(({ op }) => op === 'remove'),
      (operations) => operations.filter(({ op }) => op !== 'remove'),
    ),
    'copy-moves': takingOperations(
      patching(({ op }) => op === 'copy'),
      (operations) => operations.map((each) => (each['op'] === 'copy' ? { ...each, op: 'move' } : each)),
    ),
    'move-copies': takingOperations(
      patching(({ op }) => op === 'move'),
      (operations) => operations.map((each) => (each['op'] === 'move' ? { ...each, op: 'copy' } : each)),
    ),
    'patch-cannot-add-children': refusingPatch(
      'The lists of activities and transmissions cannot be patched.',
      ({ path }) => /^\/(activities|transmissions)/.test(path),
    ),
    'patch-cannot-copy': refusingPatch(
      "Invalid JsonPatch operation 'copy'.",
      ({ op }) => op === 'copy' || op === 'move',
    ),
    'patch-only-on-the-surface': refusingPatch(
      'Only members of the dialog itself can be patched.',
      ({ op, path }) => op === 'replace' && path.slice(1).includes('/'),
    ),
    'patch-paths-in-one-case': refusingPatch('There is no such member.', ({ path }) => /^\/[A-Z]/.test(path)),
    'removal-of-absent-is-a-fault': refusingPatch(
      'There is nothing to remove.',
      (operation, exchange) => operation.op === 'remove' && isAbsent(operation, exchange),
    ),
    'lists-cannot-be-removed': refusingPatch(
      'A list cannot be removed.',
      ({ op, path }) =>
        op === 'remove' && /^\/(searchTags|attachments|guiActions|apiActions|activities|transmissions)$/i.test(path),
    ),
    'nothing-can-be-added': refusingPatch(
      'Nothing can be added.',
      ({ op, path }) => op === 'add' && path.startsWith('/searchTags'),
    ),
    'patch-shows-activities': reachingChildren('activities'),
    'patch-shows-transmissions': reachingChildren('transmissions'),
  },
);

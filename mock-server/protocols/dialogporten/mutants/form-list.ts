import type { JsonObject } from '../../../../core/json.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import type { MutableForm } from '../../../kernel/bugs/mutants-of-forms.ts';
import { on } from '../../../kernel/bugs/when.ts';
import { listOf } from '../model/list-of.ts';
import { bodyOf, operationsOf } from './exchanges.ts';
import { not, silent, where, writes } from './when.ts';

/** Does a PUT bring activities or transmissions? */
const bringsChildren: When = ({ request }) =>
  ['activities', 'transmissions'].some((list) => listOf(bodyOf(request), list).length > 0);

/** Does it say in its body that it is silent? */
const saysSilent: When = ({ request }) => bodyOf(request)['isSilentUpdate'] === true;

/** Does it take labels away, and give none? */
const removing: When = ({ request }) => listOf(bodyOf(request), 'addLabels').length === 0;

/** Patches are told apart by what they do first. */
function patchThat(kind: PatchKind): When {
  return where(writes('patch'), not(silent), ({ request }) => kindOfPatch(operationsOf(request)[0] ?? {}) === kind);
}

type PatchKind = 'test' | 'children' | 'add' | 'remove' | 'null' | 'deep' | 'replace';

function kindOfPatch({ op, path, value }: JsonObject): PatchKind | undefined {
  if (op === 'test' || op === 'remove') return op;
  if (op === 'add') return /^\/(activities|transmissions)\b/.test(String(path)) ? 'children' : 'add';
  if (op !== 'replace') return undefined;
  if (value === null) return 'null';
  return String(path).lastIndexOf('/') > 0 ? 'deep' : 'replace';
}

/** The laws, in the order of the rules below. */
const laws = [
  'current-accepted',
  'old-refused',
  'missing-stays-missing',
  'moves-token',
  'refused-keeps-token',
  'nothing-else',
  'repeated',
  'all-or-nothing',
] as const;

/** Rules in the order of the laws; none where the form does not stand under the law, or no rule covers it. */
type Cells = readonly (RuleId | undefined)[];
const none = undefined;

/** What holds of every patch that is not silent, and what becomes of it when it is sent once more. */
function patched(repeated: RuleId): Cells {
  const [current, old, missing, token] = ['DP-CC-001', 'DP-CC-002', 'DP-PATCH-012', 'DP-CC-010'];
  return [current, old, missing, token, 'DP-PATCH-007', 'DP-PATCH-003', repeated, 'DP-PATCH-007'];
}

const rows: readonly (readonly [id: string, title: string, when: When, cells: Cells])[] = [
  [
    'post',
    'POST of a dialog with a key',
    writes('post'),
    [none, none, none, none, none, 'DP-CR-023', 'DP-ID-007', 'DP-CR-023'],
  ],
  [
    'put',
    'PUT that changes a member',
    where(writes('put'), not(silent), not(bringsChildren)),
    ['DP-CC-001', 'DP-CC-002', 'DP-PUT-002', 'DP-PUT-001', 'DP-PUT-019', 'DP-PUT-010', 'DP-PUT-017', 'DP-PUT-019'],
  ],
  [
    'put-children',
    'PUT that brings an activity and a transmission',
    where(writes('put'), not(silent), bringsChildren),
    ['DP-CC-001', 'DP-CC-002', 'DP-PUT-002', 'DP-PUT-001', 'DP-PUT-019', 'DP-PUT-011', 'DP-PUT-012', 'DP-PUT-019'],
  ],
  [
    'put-silent',
    'PUT with isSilentUpdate=true',
    where(writes('put'), silent),
    ['DP-SIL-004', 'DP-SIL-004', 'DP-PUT-002', 'DP-SIL-002', 'DP-PUT-019', 'DP-SIL-001', 'DP-SIL-010', 'DP-PUT-019'],
  ],
  ['patch-replace', 'PATCH that replaces a member', patchThat('replace'), patched('DP-TS-007')],
  ['patch-null', 'PATCH that replaces a member with null', patchThat('null'), patched('DP-TS-007')],
  ['patch-remove', 'PATCH that removes a member', patchThat('remove'), patched('DP-PATCH-005')],
  ['patch-test', 'PATCH that tests a member before it replaces it', patchThat('test'), patched('DP-PATCH-008')],
  ['patch-deep', 'PATCH that reaches into a list', patchThat('deep'), patched('DP-TS-007')],
  ['patch-add', 'PATCH that adds to a list', patchThat('add'), patched('DP-PATCH-011')],
  [
    'patch-children',
    'PATCH that brings an activity and a transmission',
    patchThat('children'),
    patched('DP-PATCH-014'),
  ],
  [
    'patch-silent',
    'PATCH with isSilentUpdate=true',
    where(writes('patch'), silent),
    [
      'DP-SIL-004',
      'DP-SIL-004',
      'DP-PATCH-012',
      'DP-SIL-002',
      'DP-PATCH-007',
      'DP-SIL-003',
      'DP-SIL-010',
      'DP-PATCH-007',
    ],
  ],
  [
    'delete',
    'DELETE of a dialog',
    writes('delete'),
    ['DP-CC-001', 'DP-CC-014', 'DP-DEL-002', 'DP-DEL-001', 'DP-CC-006', 'DP-TS-008', 'DP-DEL-002'],
  ],
  [
    'restore',
    'Restoration of a deleted dialog',
    writes('restore'),
    ['DP-CC-015', 'DP-CC-015', 'DP-DEL-006', 'DP-DEL-004', 'DP-CC-006', 'DP-DEL-004', 'DP-DEL-005'],
  ],
  [
    'purge',
    'Purge of a dialog',
    writes('purge'),
    ['DP-CC-015', 'DP-CC-015', 'DP-DEL-006', none, none, 'DP-DEL-006', 'DP-DEL-006'],
  ],
  [
    'freeze',
    'Freezing of a dialog',
    writes('freeze'),
    ['DP-CC-015', 'DP-CC-015', 'DP-DEL-003', 'DP-CC-010', 'DP-CC-006', none, 'DP-DEL-008'],
  ],
  [
    'activity',
    'POST of an activity',
    where(writes('activity'), not(silent)),
    ['DP-CC-011', 'DP-CC-011', 'DP-ACT-004', 'DP-CC-013', 'DP-CR-019', 'DP-ACT-007', 'DP-ACT-003'],
  ],
  [
    'activity-silent',
    'POST of an activity with isSilentUpdate=true',
    where(writes('activity'), silent),
    ['DP-SIL-004', 'DP-SIL-004', 'DP-ACT-004', 'DP-SIL-002', 'DP-CR-019', 'DP-SIL-003', 'DP-ACT-003'],
  ],
  [
    'transmission',
    'POST of a transmission',
    where(writes('transmission'), not(silent)),
    ['DP-CC-012', 'DP-CC-012', 'DP-TX-003', 'DP-CC-013', 'DP-TX-002', 'DP-TX-004', 'DP-TX-003'],
  ],
  [
    'transmission-silent',
    'POST of a transmission with isSilentUpdate=true',
    where(writes('transmission'), silent),
    ['DP-SIL-004', 'DP-SIL-004', 'DP-TX-003', 'DP-SIL-002', 'DP-TX-002', 'DP-SIL-003', 'DP-TX-003'],
  ],
  [
    'put-transmission',
    'PUT of a transmission, silent by its query',
    where(writes('put-transmission'), silent),
    ['DP-TX-006', 'DP-TX-006', 'DP-DEL-006', 'DP-TX-006', 'DP-TX-002', 'DP-TX-006'],
  ],
  [
    'put-transmission-by-body',
    'PUT of a transmission, silent by its body',
    where(writes('put-transmission'), not(silent), saysSilent),
    ['DP-TX-006', 'DP-TX-006', 'DP-DEL-006', 'DP-TX-006', 'DP-TX-002', 'DP-TX-006'],
  ],
  [
    'label',
    'POST of a label of the owner',
    where(writes('labels'), on('POST')),
    ['DP-CC-021', 'DP-CC-021', 'DP-DEL-006', 'DP-LBL-002', 'DP-LBL-002', 'DP-TS-010', 'DP-LBL-002'],
  ],
  [
    'label-removal',
    'DELETE of a label of the owner',
    where(writes('labels'), on('DELETE')),
    ['DP-CC-021', 'DP-CC-021', 'DP-DEL-006', 'DP-LBL-003', 'DP-CC-006', 'DP-TS-010', 'DP-LBL-003'],
  ],
  [
    'system-label',
    'PUT of a label of the end user',
    where(writes('system-labels'), not(removing)),
    ['DP-CC-021', 'DP-CC-021', 'DP-DEL-006', 'DP-LBL-004', 'DP-LBL-004', 'DP-TS-010', 'DP-LBL-004'],
  ],
  [
    'system-label-removal',
    'PUT that removes a label of the end user',
    where(writes('system-labels'), removing),
    ['DP-CC-021', 'DP-CC-021', 'DP-DEL-006', 'DP-LBL-004', 'DP-LBL-004', 'DP-TS-010', 'DP-LBL-004'],
  ],
  [
    'system-labels-of-several',
    'POST of labels of the end user for several dialogs',
    writes('bulkset'),
    ['DP-LBL-005', 'DP-LBL-005', 'DP-LBL-005', 'DP-LBL-004', 'DP-LBL-005', 'DP-TS-010', 'DP-LBL-005', 'DP-LBL-005'],
  ],
];

/** The forms of write (spec/dialogporten/writes.yaml), as far as bugs need them. */
export const forms: Readonly<Record<string, MutableForm>> = Object.fromEntries(
  rows.map(([id, title, when, cells]) => [id, { when, title, laws: lawsOf(cells) }]),
);

function lawsOf(cells: Cells): MutableForm['laws'] {
  return Object.fromEntries(
    laws.flatMap((law, index) => {
      const rule = cells[index];
      return rule === undefined ? [] : [[law, rule]];
    }),
  );
}

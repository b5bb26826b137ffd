import type { JsonObject } from '../../../../core/json.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import type { MutableForm } from '../../../kernel/bugs/mutants-of-forms.ts';
import { on } from '../../../kernel/bugs/when.ts';
import { listOf } from '../model/list-of.ts';
import { bodyOf, operationsOf } from './exchanges.ts';
import { lawsOfForms } from './form-laws.ts';
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

const rows: readonly (readonly [id: string, title: string, when: When])[] = [
  ['post', 'POST of a dialog with a key', writes('post')],
  ['put', 'PUT that changes a member', where(writes('put'), not(silent), not(bringsChildren))],
  ['put-children', 'PUT that brings an activity and a transmission', where(writes('put'), not(silent), bringsChildren)],
  ['put-silent', 'PUT with isSilentUpdate=true', where(writes('put'), silent)],
  ['patch-replace', 'PATCH that replaces a member', patchThat('replace')],
  ['patch-null', 'PATCH that replaces a member with null', patchThat('null')],
  ['patch-remove', 'PATCH that removes a member', patchThat('remove')],
  ['patch-test', 'PATCH that tests a member before it replaces it', patchThat('test')],
  ['patch-deep', 'PATCH that reaches into a list', patchThat('deep')],
  ['patch-add', 'PATCH that adds to a list', patchThat('add')],
  ['patch-children', 'PATCH that brings an activity and a transmission', patchThat('children')],
  ['patch-silent', 'PATCH with isSilentUpdate=true', where(writes('patch'), silent)],
  ['delete', 'DELETE of a dialog', writes('delete')],
  ['restore', 'Restoration of a deleted dialog', writes('restore')],
  ['purge', 'Purge of a dialog', writes('purge')],
  ['freeze', 'Freezing of a dialog', writes('freeze')],
  ['activity', 'POST of an activity', where(writes('activity'), not(silent))],
  ['activity-silent', 'POST of an activity with isSilentUpdate=true', where(writes('activity'), silent)],
  ['transmission', 'POST of a transmission', where(writes('transmission'), not(silent))],
  ['transmission-silent', 'POST of a transmission with isSilentUpdate=true', where(writes('transmission'), silent)],
  ['put-transmission', 'PUT of a transmission, silent by its query', where(writes('put-transmission'), silent)],
  [
    'put-transmission-by-body',
    'PUT of a transmission, silent by its body',
    where(writes('put-transmission'), not(silent), saysSilent),
  ],
  ['label', 'POST of a label of the owner', where(writes('labels'), on('POST'))],
  ['label-removal', 'DELETE of a label of the owner', where(writes('labels'), on('DELETE'))],
  ['system-label', 'PUT of a label of the end user', where(writes('system-labels'), not(removing))],
  ['system-label-removal', 'PUT that removes a label of the end user', where(writes('system-labels'), removing)],
  ['system-labels-of-several', 'POST of labels of the end user for several dialogs', writes('bulkset')],
];

/** The forms of write (spec/dialogporten/writes.yaml), as far as bugs need them. */
export const forms: Readonly<Record<string, MutableForm>> = Object.fromEntries(
  rows.map(([id, title, when]) => [id, { when, title, laws: lawsOfForms[id] ?? {} }]),
);

import { type Attachment, around, memoryOf } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { createdRow } from '../write/created-row.ts';
import { none, putRow, refusingWith } from './attach.ts';
import { createOf, dialogIdOf, oldRowOf, rowOf } from './exchanges.ts';
import { forms } from './form-list.ts';
import { did, doneCreates, not, saying, unconditional, where, writes } from './when.ts';

/** Is it one of these forms of write? */
function ofForms(...ids: readonly string[]): When {
  return (exchange) => ids.some((id) => forms[id]?.when(exchange));
}

/** Remembers what is purged, and puts it back when such a write on it is refused. */
function comingBack(bug: string, when: When): readonly Attachment[] {
  return [
    around(did('purge'), (exchange) => {
      const old = oldRowOf(exchange);
      if (old) memoryOf<DialogRow>(exchange.store, bug).put(old.id, old);
      return exchange.response;
    }),
    writing(where(answered(ofForms(...Object.keys(forms)), 404), when), (exchange) => {
      for (const [, row] of memoryOf<DialogRow>(exchange.store, bug).entries()) putRow(exchange, row);
    }),
  ];
}

/** The forms that write on a dialog which is there. */
const onDialogs = Object.keys(forms).filter((id) => id !== 'post');

const ownResource = 'urn:altinn:resource:ttd-dialogporten-automated-tests';

/** Bugs of what a write makes or touches beside what it is about, which only a look at other rows shows. */
export const countedMutants: readonly Mutant[] = mutantsOf([
  [
    'refused-create-is-made',
    'A create that is refused is made under another id.',
    'DP-CR-023',
    writing(answered(writes('post'), 400, 403, 409, 422), (exchange) => {
      const dto = createOf(exchange);
      if (Object.keys(dto).length === 0) return;
      const { idempotentKey: _key, ...row } = createdRow({ ...dto, serviceResource: ownResource }, exchange.world);
      putRow(exchange, { ...row, id: exchange.world.uuid(7), activities: [], transmissions: [] });
    }),
  ],
  [
    'create-with-key-forgotten',
    'A create with a key is acknowledged and forgotten.',
    'DP-CR-023',
    losing(saying(doneCreates, ({ idempotentKey }) => idempotentKey !== undefined)),
  ],
  [
    'child-added-twice',
    'A child that is posted is there twice.',
    ['DP-ACT-002', 'DP-TX-001'],
    writing(did('activity', 'transmission'), (exchange) => {
      const [row, old] = [rowOf(exchange), oldRowOf(exchange)];
      if (!row || !old) return;
      const list = row.activities.length > old.activities.length ? 'activities' : 'transmissions';
      const added = row[list].filter(({ id }) => !old[list].some((each) => each['id'] === id));
      const twins = added.map((each) => ({ ...each, id: exchange.world.uuid(7) }));
      putRow(exchange, { ...row, [list]: [...row[list], ...twins] });
    }),
  ],
  [
    'purged-comes-back-despite-404',
    'A write on a dialog that was purged is refused, and the dialog is back.',
    ['DP-PUT-002', 'DP-PATCH-012', 'DP-DEL-002', 'DP-DEL-006', 'DP-ACT-004', 'DP-TX-003', 'DP-LBL-005'],
    ...comingBack('purged-comes-back-despite-404', unconditional),
  ],
  [
    'purged-comes-back-for-its-last-token',
    'A write on a dialog that was purged is refused, and the dialog is back if its token was named.',
    ['DP-PUT-002', 'DP-PATCH-012', 'DP-DEL-002', 'DP-DEL-006', 'DP-ACT-004', 'DP-TX-003', 'DP-LBL-005'],
    ...comingBack('purged-comes-back-for-its-last-token', not(unconditional)),
  ],
  ['purge-forgotten', 'A purge is acknowledged and forgotten.', ['DP-DEL-006', 'DP-CC-015'], losing(did('purge'))],
  [
    'write-touches-another-dialog',
    'A write changes another dialog as well.',
    ['DP-PUT-010', 'DP-PATCH-003', 'DP-TS-008', 'DP-TS-010', 'DP-SIL-003', 'DP-CR-023', 'DP-DEL-006'],
    writing(done(ofForms(...Object.keys(forms))), (exchange) => {
      const own = rowOf(exchange)?.id ?? dialogIdOf(exchange.request);
      const rows = [...exchange.store.table<DialogRow>(tables.dialogs).entries()].map(([, row]) => row);
      const other = rows.findLast(({ id }) => id !== own);
      if (other) putRow(exchange, { ...other, fields: { ...other.fields, precedingProcess: `urn:uuid:${own}` } });
    }),
  ],
  [
    'nothing-without-a-condition',
    'A write without a condition is refused.',
    ['DP-CC-003', 'DP-DEL-006', 'DP-TS-010'],
    refusingWith(412, none, where(done(ofForms(...onDialogs)), unconditional)),
  ],
]);

import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, inV1, inV21, off } from './mutant.ts';

/** Bugs of the key in the URL. */
export const keyMutants: readonly Mutant[] = [
  off('key-parts-in-table-order', 'Key parts must come in the order of the table.', 'DAB-KEY-001'),
  off('wrong-number-of-parts-is-404', 'A key with a wrong number of parts is answered 404.', 'DAB-KEY-002'),
  off('unknown-key-column-is-404', 'An unknown key column is answered 404.', 'DAB-KEY-003'),
  off('foreign-key-column-is-404', 'A column that is no key column is answered 404.', 'DAB-KEY-004'),
  off('value-alone-is-404', 'A key value without name is answered 404.', 'DAB-KEY-005'),
  off('name-alone-is-404', 'A key column without value is answered 404.', 'DAB-KEY-006'),
  off('doubled-key-column-is-404', 'A key column that is named twice is answered 404.', 'DAB-KEY-007'),
  off('odd-key-value-fails', 'A key value of another type is a failure nobody handles.', 'DAB-KEY-008'),
  ...['get', 'put', 'patch', 'delete'].map((method) =>
    bug(`faulty-keys-are-404-on-${method}`, `A ${method.toUpperCase()} with a faulty key is answered 404.`, [
      'DAB-KEY-002',
      'DAB-KEY-003',
      'DAB-KEY-004',
      'DAB-KEY-008',
    ]),
  ),
  off('key-columns-have-a-case', 'Key columns are compared letter by letter.', 'DAB-KEY-009'),
  bug('key-text-in-own-spelling', 'A text spells key columns as the table does.', ['DAB-KEY-009']),
  off('delete-without-key-is-405', 'A DELETE without a key is answered 405.', 'DAB-KEY-010'),
  off('key-may-be-repeated', 'A key in the body is left out in silence.', 'DAB-KEY-011'),
  off('generated-key-may-be-sent', 'A generated key in the body is left out in silence.', 'DAB-KEY-012'),
  off('odd-slashes-are-404', 'A slash too many is answered 404.', 'DAB-KEY-013'),
  bug('slash-behind-entity-is-404', 'A slash behind the entity is answered 404.', ['DAB-KEY-013']),
  off('integer-keys-are-plain', 'An integer key has one spelling only.', 'DAB-KEY-014'),
  bug('plus-is-a-blank', 'A plus sign in a key is a blank.', ['DAB-KEY-015']),
  bug('encoded-slash-is-decoded', 'An encoded slash in a key is decoded.', ['DAB-KEY-015']),
  bug('blank-key-is-a-value', 'A blank key is a value.', ['DAB-KEY-015']),
  bug('dot-segments-stay', 'Dot segments are key values.', ['DAB-KEY-015']),
  bug('key-is-decoded-twice', 'A key is decoded twice.', ['DAB-KEY-015']),
  bug('key-is-not-decoded', 'A key is not decoded.', ['DAB-KEY-015']),
  bug('slash-belongs-to-the-value', 'A slash in the last key value belongs to it.', ['DAB-KEY-015']),
  off('keyless-is-insert', '1.x inserts when there is no key in the URL.', 'DAB-KLS-001', inV1),
  off('keyless-needs-a-key', 'A write without a key in the URL is refused.', 'DAB-KLS-002'),
  bug('keyless-patch-must-be-complete', 'A PATCH without a key must be complete.', ['DAB-KLS-002']),
  bug('keyless-has-a-location', 'A write without a key has an absolute Location in 2.0.', [
    'DAB-KLS-002',
    'DAB-KLS-004',
  ]),
  off('keyless-leaves-keys-to-the-database', 'A missing key column is left to the database.', 'DAB-KLS-003'),
  off('keyless-upserts', 'A write with a taken key in the body updates in 2.0 and fails in 2.1.', 'DAB-KLS-004', {
    editions: ['v2', 'v2.1'],
  }),
  bug(
    'keyless-update-is-lost',
    'A write with a taken key in the body answers well and updates nothing.',
    ['DAB-KLS-004'],
    inV21,
  ),
  bug('keyless-has-no-location', 'A write without a key has no Location in 2.1.', ['DAB-KLS-002'], inV21),
  bug('keyless-insert-is-lost', 'A write without a key answers well and inserts nothing.', [
    'DAB-KLS-002',
    'DAB-KLS-004',
    'DAB-CON-009',
  ]),
  off('nothing-to-insert-is-400', 'A PATCH without key and members is answered 400.', 'DAB-KLS-005'),
  off('keyless-needs-one-permission', 'Without a key one permission is enough.', 'DAB-KLS-006'),
  bug('null-characters-pass', 'A null character in a path is taken like any other.', ['DAB-KEY-015']),
];

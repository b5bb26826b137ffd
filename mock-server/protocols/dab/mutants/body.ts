import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, off } from './mutant.ts';

/** Bugs of reading bodies. */
export const bodyMutants: readonly Mutant[] = [
  off('no-json-is-nothing', 'What is no JSON counts as nothing.', 'DAB-BOD-001'),
  off('first-of-an-array', 'The first object of an array is taken.', 'DAB-BOD-002'),
  off('no-body-is-no-json', 'No body is no JSON.', 'DAB-BOD-003'),
  off('null-is-no-json', 'The body null is no JSON.', 'DAB-BOD-004'),
  off('scalars-are-nothing', 'A scalar body counts as nothing.', 'DAB-BOD-005'),
  off('texts-stay-texts', 'An object in a text is not read.', 'DAB-BOD-006'),
  off('members-in-any-case', 'Members may be written in any letter case.', 'DAB-BOD-007'),
  off('key-before-body', 'The key is checked before the body.', 'DAB-BOD-008'),
  off('raw-columns-are-known', 'A mapped column goes by its own name as well.', 'DAB-BOD-009'),
  off('lenient-reader', 'Comments, trailing commas and the like are read.', 'DAB-BOD-010'),
  bug('reads-comments', 'Comments in a body are skipped.', ['DAB-BOD-010']),
  bug('reads-trailing-commas', 'Trailing commas in a body are skipped.', ['DAB-BOD-010']),
  bug('reads-single-quotes', 'Single quotes in a body are read as double ones.', ['DAB-BOD-010']),
  bug('reads-text-behind', 'Text behind the object is skipped.', ['DAB-BOD-010']),
  bug('doubled-names-are-refused', 'Doubled members are refused.', ['DAB-BOD-010']),
  bug('byte-order-mark-is-refused', 'A byte order mark is no JSON.', ['DAB-BOD-010']),
  off('depth-without-limit', 'A body may be nested as deep as it likes.', 'DAB-BOD-011'),
  off('lenient-minds-members', 'A lenient server minds what it does not know.', 'DAB-STR-002'),
  bug('lenient-minds-unknown-members', 'A lenient server minds unknown members.', ['DAB-STR-002']),
  bug('lenient-minds-computed-columns', 'A lenient server minds computed columns.', ['DAB-STR-002']),
  bug('lenient-minds-keys', 'A lenient server minds key columns.', ['DAB-STR-002']),
  off('lenient-takes-any-key-column', 'A lenient server answers 404 to an unknown key column.', 'DAB-STR-003'),
  off('lenient-patch-of-nothing', 'A lenient server succeeds with nothing.', 'DAB-STR-004'),
  off('lenient-members-have-a-case', 'A lenient server ignores members in other letter case.', 'DAB-STR-005'),
  bug('lenient-takes-the-last-spelling', 'A lenient server takes the last of two spellings.', ['DAB-STR-005']),
  bug('lenient-folds-first', 'A lenient server looks for missing members after it has folded the names.', [
    'DAB-STR-005',
  ]),
  off('body-must-be-typed-json', 'A body must be application/json.', 'DAB-NEG-001'),
  ...['untyped', 'oddly-typed', 'text-plain', 'application-xml'].map((kind) =>
    bug(`refuses-${kind}-bodies`, `A body that is ${kind.replace('-', ' ')} is answered 415.`, ['DAB-NEG-001']),
  ),
  bug('forms-are-read-as-json', 'A form is read as JSON.', ['DAB-NEG-001']),
  bug('multipart-is-not-read', 'A broken multipart form is let through.', ['DAB-NEG-001']),
];

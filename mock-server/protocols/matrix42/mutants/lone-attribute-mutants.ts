import { type Attachment, atSeam } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { newTimeStamp, valuesOfUpdate } from '../seams.ts';

/** What is wrong when one attribute is changed by itself, and what with a null of one type beside another attribute. */
export const loneAttributeMutants: readonly Mutant[] = mutantsOf([
  ['lone-name-keeps-timestamp', 'A change of the name alone keeps the TimeStamp.', 'M42-TS-005', keepingFor('Name')],
  [
    'lone-text-keeps-timestamp',
    'A change of the description alone keeps the TimeStamp.',
    'M42-TS-005',
    keepingFor('Description'),
  ],
  [
    'lone-number-keeps-timestamp',
    'A change of a number alone keeps the TimeStamp.',
    'M42-TS-005',
    keepingFor('DefaultImpact'),
  ],
  ['lone-flag-keeps-timestamp', 'A change of a flag alone keeps the TimeStamp.', 'M42-TS-005', keepingFor('Hidden')],
  [
    'lone-relation-keeps-timestamp',
    'A change of a relation alone keeps the TimeStamp.',
    'M42-TS-005',
    keepingFor('Parent'),
  ],
  [
    'null-number-beside-is-not-sent',
    'A null for a number is skipped where another attribute is sent.',
    'M42-UPD-004',
    skippingNullOf('DefaultImpact'),
  ],
  [
    'null-flag-beside-is-not-sent',
    'A null for a flag is skipped where another attribute is sent.',
    'M42-UPD-004',
    skippingNullOf('Hidden'),
  ],
  [
    'null-relation-beside-is-not-sent',
    'A null for a relation is skipped where another attribute is sent.',
    'M42-UPD-004',
    skippingNullOf('Parent'),
  ],
  [
    'null-date-beside-is-not-sent',
    'A null for a date is skipped where another attribute is sent.',
    'M42-UPD-004',
    skippingNullOf('ReminderDate'),
  ],
]);

/** Keeps the TimeStamp where an update sends a value for this attribute and names no other. */
function keepingFor(attribute: string): Attachment {
  return atSeam(newTimeStamp, (timeStamp, { row, body = {} }) => {
    const named = Object.keys(body).filter((name) => name !== 'ID' && name !== 'TimeStamp');
    return row && named.length === 1 && named[0] === attribute && body[attribute] !== null ? row.timeStamp : timeStamp;
  });
}

/** Takes null for this attribute as "not sent" where the update names another as well. */
function skippingNullOf(attribute: string): Attachment {
  return atSeam(valuesOfUpdate, (values, { row, named }) =>
    named[attribute] === null && Object.keys(named).length > 1
      ? { ...values, [attribute]: row.values[attribute] ?? null }
      : values,
  );
}

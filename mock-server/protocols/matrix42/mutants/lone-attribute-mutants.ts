import type { Json } from '../../../../core/json.ts';
import { type Attachment, atSeam } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { newTimeStamp, valuesOfUpdate, verdictOnTimeStamp } from '../seams.ts';

/** Attributes of each kind, by what they are called here. */
const attributes: readonly (readonly [name: string, attribute: string])[] = [
  ['name', 'Name'],
  ['text', 'DefaultSubject'],
  ['description', 'Description'],
  ['number', 'DefaultImpact'],
  ['flag', 'Hidden'],
  ['relation', 'Parent'],
  ['subject', 'Subject'],
  ['choice', 'Impact'],
  ['date', 'ReminderDate'],
  ['category', 'Category'],
];

/** Values that are easily taken for none. */
const nothings: readonly (readonly [name: string, value: Json])[] = [
  ['null', null],
  ['nought', 0],
  ['emptiness', ''],
];

/** What is wrong when one attribute is changed by itself, and what with a null of one type beside another attribute. */
export const loneAttributeMutants: readonly Mutant[] = mutantsOf([
  ...attributes.map(
    ([name, attribute]) =>
      [
        `lone-${name}-keeps-timestamp`,
        `A change of a ${name} alone keeps the TimeStamp.`,
        'M42-TS-005',
        keepingFor((named, value) => named === attribute && value !== null),
      ] as const,
  ),
  ...nothings.map(
    ([name, nothing]) =>
      [
        `lone-${name}-keeps-timestamp`,
        `An update that names one attribute, with ${name}, keeps the TimeStamp.`,
        'M42-TS-005',
        keepingFor((_named, value) => String(value) === String(nothing)),
      ] as const,
  ),
  ...attributes.map(
    ([name, attribute]) =>
      [
        `lone-${name}-needs-no-timestamp`,
        `The TimeStamp of an update that names a ${name} alone is not compared.`,
        ['M42-TS-021'],
        atSeam(verdictOnTimeStamp, (verdict, { body }) => (isLone(body, attribute) ? undefined : verdict)),
      ] as const,
  ),
  ...attributes.map(
    ([name, attribute]) =>
      [
        `lone-${name}-resets-texts`,
        `An update that names a ${name} alone resets the texts that it does not name.`,
        ['M42-UPD-003'],
        atSeam(valuesOfUpdate, (values, { named }) =>
          Object.keys(named).length === 1 && Object.hasOwn(named, attribute)
            ? Object.fromEntries(
                Object.entries(values).filter(
                  ([other]) => other === attribute || !/Name|Subject|Description/.test(other),
                ),
              )
            : values,
        ),
      ] as const,
  ),
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

/** What an update names beside its address. */
function namedIn(body: Readonly<Record<string, Json>>): readonly string[] {
  return Object.keys(body).filter((name) => name !== 'ID' && name !== 'TimeStamp');
}

function isLone(body: Readonly<Record<string, Json>>, attribute: string): boolean {
  return namedIn(body).join() === attribute;
}

/** Keeps the TimeStamp where an update names one attribute alone, and it is such a one. */
function keepingFor(is: (named: string, value: Json) => boolean): Attachment {
  return atSeam(newTimeStamp, (timeStamp, { row, body = {} }) => {
    const [name = '', ...others] = namedIn(body);
    return row && others.length === 0 && is(name, body[name] ?? null) ? row.timeStamp : timeStamp;
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

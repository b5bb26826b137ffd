import type { HttpResponse } from '../../../../core/http.ts';
import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam, type Exchange } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { losing, refusing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { AttributeType, Definition } from '../model/definitions.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import { fragmentAsShown, valuesOfUpdate } from '../seams.ts';
import { doneUpdates, updateOf } from './exchanges.ts';

/** The page's examples are judged in this edition; a bug that only they show is proven there as well. */
export const bothEditions: readonly string[] = ['current', 'documented'];

/** What is wrong with updates, their TimeStamp apart. */
export const updateMutants: readonly Mutant[] = [
  {
    id: 'answers-200-with-fragment',
    title: 'An update is answered with 200 and the fragment.',
    fails: ['M42-UPD-001'],
    at: [answering(doneUpdates, (exchange) => showUpdated(exchange, 200))],
    editions: bothEditions,
  },
  {
    id: 'fragment-with-204',
    title: 'The 204 of an update carries the fragment.',
    fails: ['M42-UPD-002'],
    at: [answering(doneUpdates, (exchange) => showUpdated(exchange, 204))],
    editions: bothEditions,
    breaksShape: true,
  },
  {
    id: 'accepted-update-not-written',
    title: 'An update is answered with 204 and not stored.',
    fails: ['M42-UPD-004'],
    at: [losing(doneUpdates)],
    editions: bothEditions,
  },
  {
    id: 'numbers-as-texts',
    title: 'Integers are read back as texts.',
    fails: ['M42-UPD-001'],
    at: [atSeam(fragmentAsShown, spelling('integer', String))],
    editions: bothEditions,
  },
  {
    id: 'put-as-replacement',
    title: 'An update resets the attributes it does not name.',
    fails: ['M42-UPD-003'],
    at: [atSeam(valuesOfUpdate, (_values, { named }) => named)],
    editions: bothEditions,
  },
  {
    id: 'only-first-attribute-written',
    title: 'Of several attributes only the first is stored.',
    fails: ['M42-UPD-003'],
    at: [
      atSeam(valuesOfUpdate, (_values, { row, named }) => ({
        ...row.values,
        ...Object.fromEntries(Object.entries(named).slice(0, 1)),
      })),
    ],
  },
  {
    id: 'null-ignored',
    title: 'An attribute sent as null keeps its value.',
    fails: ['M42-UPD-004'],
    at: [atSeam(valuesOfUpdate, (_values, { row, named }) => ({ ...row.values, ...without(named, null) }))],
    editions: bothEditions,
  },
  {
    id: 'null-refused',
    title: 'A null in an update is refused.',
    fails: ['M42-UPD-004'],
    at: [refusingUpdates((values) => Object.values(values).includes(null))],
  },
  {
    id: 'null-stored-as-text',
    title: 'A null in an update is stored as the text "null".',
    fails: ['M42-UPD-004'],
    at: [
      atSeam(valuesOfUpdate, (values, { named }) => ({
        ...values,
        ...mapped(named, (value) => value ?? 'null'),
      })),
    ],
  },
  {
    id: 'null-read-as-empty-text',
    title: 'An attribute that was reset reads as an empty text.',
    fails: ['M42-UPD-005'],
    at: [
      atSeam(
        fragmentAsShown,
        spelling('text', (value) => value ?? ''),
      ),
    ],
  },
  {
    id: 'flags-as-texts',
    title: 'Flags are read back as texts.',
    fails: ['M42-UPD-018'],
    at: [atSeam(fragmentAsShown, spelling('flag', String))],
    editions: bothEditions,
  },
  {
    id: 'flag-as-integer-refused',
    title: 'An update with 0 or 1 for a flag is refused.',
    fails: ['M42-UPD-018'],
    at: [
      refusingUpdates((values, { attributes }) =>
        Object.entries(values).some(([name, value]) => attributes[name] === 'flag' && value !== null),
      ),
    ],
  },
  {
    id: 'zero-is-left-out',
    title: 'A 0 in a body is taken for nothing.',
    fails: ['M42-UPD-018'],
    at: [atSeam(valuesOfUpdate, (_values, { row, named }) => ({ ...row.values, ...without(named, 0) }))],
  },
];

/** The 204 of an update with the fragment in it, under this status. */
function showUpdated(exchange: Exchange, status: number): HttpResponse {
  const { definition, row } = updateOf(exchange) ?? {};
  const stored = definition && fragmentsOf(exchange.store, definition).get(row?.id ?? '');
  return respondJson(status, jsonType, stored ? renderFragment(definition, stored, exchange.world) : null);
}

/** Spells the values of one type of attribute otherwise; only texts may be null. */
function spelling(type: AttributeType, spell: (value: Json) => Json) {
  return (fragment: JsonObject, { definition: { attributes } }: { readonly definition: Definition }): JsonObject =>
    mapped(fragment, (value, name) =>
      attributes[name] === type && (type === 'text' || value !== null) ? spell(value) : value,
    );
}

function mapped(values: AttributeValues, change: (value: Json, name: string) => Json): JsonObject {
  return jsonObject(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

function without(values: AttributeValues, left: Json): AttributeValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== left));
}

/** Refuses with 400 an update of an existing fragment with such values, instead of carrying it out. */
function refusingUpdates(test: (values: AttributeValues, definition: Definition) => boolean): Attachment {
  function when(exchange: Exchange): boolean {
    const update = doneUpdates(exchange) ? updateOf(exchange) : undefined;
    return update !== undefined && test(update.values, update.definition);
  }
  return refusing(when, ({ world }) =>
    refuse(world, 400, { name: 'InvalidValue', message: 'This value is not allowed.' }),
  );
}

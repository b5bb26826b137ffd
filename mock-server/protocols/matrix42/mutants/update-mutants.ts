import type { HttpResponse } from '../../../../core/http.ts';
import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam, type Exchange } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { losing, refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { AttributeType, Definition } from '../model/definitions.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import { fragmentAsShown, valuesOfUpdate } from '../seams.ts';
import { bodyOf, doneUpdates, updateOf, withBody } from './exchanges.ts';

/** The page's examples are judged in this edition; a bug that only they show is proven there as well. */
export const bothEditions: readonly string[] = ['current', 'documented'];

/** What is wrong with updates, their TimeStamp apart. */
export const updateMutants: readonly Mutant[] = mutantsOf(
  [
    ['answers-200-with-fragment', 'An update is answered with 200 and the fragment.', 'M42-UPD-001'],
    ['fragment-with-204', 'The 204 of an update carries the fragment.', 'M42-UPD-002'],
    ['accepted-update-not-written', 'An update is answered with 204 and not stored.', 'M42-UPD-004'],
    ['numbers-as-texts', 'Integers are read back as texts.', 'M42-UPD-001'],
    ['texts-in-lower-case', 'Texts are stored in lower case.', 'M42-UPD-001'],
    ['put-as-replacement', 'An update resets the attributes it does not name.', 'M42-UPD-003'],
    ['only-first-attribute-written', 'Of several attributes only the first is stored.', 'M42-UPD-003'],
    ['null-ignored', 'An attribute sent as null keeps its value.', 'M42-UPD-004'],
    ['null-refused', 'A null in an update is refused.', 'M42-UPD-004'],
    ['null-stored-as-text', 'A null in an update is stored as the text "null".', 'M42-UPD-004'],
    ['null-read-as-empty-text', 'An attribute that was reset reads as an empty text.', 'M42-UPD-005'],
    ['empty-text-stored-as-null', 'An empty text is stored as null.', ['M42-UPD-001', 'M42-UPD-005']],
    ['tracked-null-ignored', 'A null is skipped when the body carries a TimeStamp.', 'M42-UPD-004'],
    ['flags-as-texts', 'Flags are read back as texts.', 'M42-UPD-018'],
    ['flag-as-integer-refused', 'An update with 0 or 1 for a flag is refused.', 'M42-UPD-018'],
    ['zero-is-left-out', 'A 0 in a body is taken for nothing.', 'M42-UPD-018'],
  ],
  {
    'answers-200-with-fragment': answering(doneUpdates, (exchange) => showUpdated(exchange, 200)),
    'fragment-with-204': answering(doneUpdates, (exchange) => showUpdated(exchange, 204)),
    'accepted-update-not-written': losing(doneUpdates),
    'numbers-as-texts': atSeam(fragmentAsShown, spelling('integer', String)),
    'texts-in-lower-case': atSeam(valuesOfUpdate, (values, { named }) => ({
      ...values,
      ...mapped(named, (value) => (typeof value === 'string' ? value.toLowerCase() : value)),
    })),
    'put-as-replacement': atSeam(valuesOfUpdate, (_values, { named }) => named),
    'only-first-attribute-written': atSeam(valuesOfUpdate, (_values, { row, named }) => ({
      ...row.values,
      ...Object.fromEntries(Object.entries(named).slice(0, 1)),
    })),
    'null-ignored': atSeam(valuesOfUpdate, (_values, { row, named }) => ({ ...row.values, ...without(named, null) })),
    'null-refused': refusingUpdates((values) => Object.values(values).includes(null)),
    'null-stored-as-text': atSeam(valuesOfUpdate, (values, { named }) => ({
      ...values,
      ...mapped(named, (value) => value ?? 'null'),
    })),
    'null-read-as-empty-text': atSeam(
      fragmentAsShown,
      spelling('text', (value) => value ?? ''),
    ),
    'empty-text-stored-as-null': atSeam(valuesOfUpdate, (values, { named }) => ({
      ...values,
      ...mapped(named, (value) => (value === '' ? null : value)),
    })),
    'tracked-null-ignored': taking(
      (exchange) => {
        const { body = {} } = updateOf(exchange) ?? {};
        return doneUpdates(exchange) && Object.hasOwn(body, 'TimeStamp') && Object.values(body).includes(null);
      },
      ({ request }) => withBody(request, without(bodyOf(request) ?? {}, null)),
    ),
    'flags-as-texts': atSeam(fragmentAsShown, spelling('flag', String)),
    'flag-as-integer-refused': refusingUpdates((values, { attributes }) =>
      Object.entries(values).some(([name, value]) => attributes[name] === 'flag' && value !== null),
    ),
    'zero-is-left-out': atSeam(valuesOfUpdate, (_values, { row, named }) => ({ ...row.values, ...without(named, 0) })),
  },
  {
    'answers-200-with-fragment': { editions: bothEditions },
    'fragment-with-204': { editions: bothEditions, breaksShape: true },
    'accepted-update-not-written': { editions: bothEditions },
    'numbers-as-texts': { editions: bothEditions },
    'texts-in-lower-case': { editions: bothEditions },
    'put-as-replacement': { editions: bothEditions },
    'null-ignored': { editions: bothEditions },
    'flags-as-texts': { editions: bothEditions },
  },
);

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

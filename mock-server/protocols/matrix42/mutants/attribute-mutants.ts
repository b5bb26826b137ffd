import { decodeUtf8, headerValue } from '../../../../core/http.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import { atSeam, type Exchange } from '../../../kernel/bug.ts';
import { withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, done } from '../../../kernel/bugs/when.ts';
import { refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { AttributeType } from '../model/definitions.ts';
import { type AttributeValues, fragmentsOf } from '../model/fragment-row.ts';
import { renderId } from '../read/render-fragment.ts';
import { refuse } from '../refuse.ts';
import { fragmentAsShown, valuesOfUpdate } from '../seams.ts';
import { bodyOf, creations, definitionOf, doneUpdates, updateOf, updates, withBody } from './exchanges.ts';

/** What is wrong with some kinds of attributes, or with some ways to send them. */
export const attributeMutants: readonly Mutant[] = mutantsOf(
  [
    ['create-forgets-flags', 'A creation does not store flags.', 'M42-CRE-001'],
    ['create-answers-previous-id', 'A creation is answered with the id of the one before it.', 'M42-CRE-001'],
    ['read-without-flags', 'A read leaves out flags.', ['M42-GET-001', 'M42-CRE-001', 'M42-UPD-018']],
    ['null-ignored-beside-values', 'A null is skipped where other attributes have values.', 'M42-UPD-004'],
    ['null-resets-all-named', 'A null resets all attributes that the update names.', 'M42-UPD-004'],
    ['one-null-at-a-time', 'Of several nulls the first resets its attribute, and the others do not.', 'M42-UPD-004'],
    ['faulty-update-half-applied', 'An update refused for a value stores the texts that it names.', 'M42-UPD-015'],
    ['null-id-is-any', 'An update whose ID is null changes the fragment that was made last.', 'M42-UPD-006'],
    ['long-texts-cut', 'Of a text that is longer than 255 characters the rest is dropped.', 'M42-UPD-001'],
    ['full-false-is-refused', 'An update with full=false is refused.', 'M42-UPD-009'],
    ['charset-behind-a-blank-refused', 'A Content-Type with a blank before its charset is refused.', 'M42-HDR-002'],
  ],
  {
    'create-forgets-flags': writing(done(creations), (exchange) => {
      const { definition, row } = created(exchange);
      if (definition && row)
        fragmentsOf(exchange.store, definition).put(row.id, {
          ...row,
          values: Object.fromEntries(
            Object.entries(row.values).filter(([name]) => definition.attributes[name] !== 'flag'),
          ),
        });
    }),
    'create-answers-previous-id': withJson(done(creations), (id, exchange) => {
      const definition = definitionOf(exchange);
      const last = definition && [...fragmentsOf(exchange.before, definition).entries()].at(-1)?.[0];
      return last === undefined ? id : renderId(last, exchange.world);
    }),
    'read-without-flags': atSeam(fragmentAsShown, (fragment, { definition: { attributes } }) =>
      Object.fromEntries(Object.entries(fragment).filter(([name]) => attributes[name] !== 'flag')),
    ),
    'null-ignored-beside-values': atSeam(valuesOfUpdate, (values, { row, named }) =>
      Object.values(named).every((value) => value === null) ? values : { ...row.values, ...withoutNulls(named) },
    ),
    'null-resets-all-named': atSeam(valuesOfUpdate, (values, { row, named }) =>
      Object.values(named).includes(null)
        ? { ...row.values, ...Object.fromEntries(Object.keys(named).map((name) => [name, null])) }
        : values,
    ),
    'one-null-at-a-time': atSeam(valuesOfUpdate, (_values, { row, named }) => {
      const first = Object.entries(named).find(([, value]) => value === null);
      return { ...row.values, ...withoutNulls(named), ...Object.fromEntries(first ? [first] : []) };
    }),
    'faulty-update-half-applied': writing(answered(updates, 400), (exchange) => {
      const { definition, row, body = {} } = updateOf(exchange) ?? {};
      if (!definition || !row) return;
      const texts = ofType(body, definition.attributes, 'text');
      fragmentsOf(exchange.store, definition).put(row.id, { ...row, values: { ...row.values, ...texts } });
    }),
    'null-id-is-any': taking(
      (exchange) => updates(exchange) && bodyOf(exchange.request)?.['ID'] === null,
      (exchange) => {
        const definition = definitionOf(exchange);
        const last = definition && [...fragmentsOf(exchange.before, definition).entries()].at(-1)?.[0];
        return withBody(exchange.request, { ...bodyOf(exchange.request), ID: last ?? null });
      },
    ),
    'long-texts-cut': atSeam(valuesOfUpdate, (values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 255) : value]),
      ),
    ),
    'full-false-is-refused': refusing(
      all(doneUpdates, ({ request }) => request.target.endsWith('?full=false')),
      ({ world }) => refuse(world, 400, { name: 'UnknownParameter', message: 'PUT is never partly.' }),
    ),
    'charset-behind-a-blank-refused': refusing(
      all(doneUpdates, ({ request }) => /;\s+charset/i.test(headerValue(request.headers, 'content-type') ?? '')),
      ({ world }) => refuse(world, 415, { name: 'MediaType', message: 'This Content-Type is not supported.' }),
    ),
  },
);

/** The fragment that a POST made. */
function created(exchange: Exchange) {
  const definition = definitionOf(exchange);
  const id = String(parseJson(decodeUtf8(exchange.response.body))).toLowerCase();
  return { definition, row: definition && fragmentsOf(exchange.store, definition).get(id) };
}

function withoutNulls(values: AttributeValues): AttributeValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function ofType(
  values: AttributeValues,
  attributes: Readonly<Record<string, AttributeType>>,
  type: AttributeType,
): AttributeValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => attributes[name] === type));
}

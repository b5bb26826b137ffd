import { isJsonArray, isJsonObject, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam } from '../../../kernel/bug.ts';
import { answering, type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, done } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { ticketDefinitions } from '../model/ticket-definitions.ts';
import { refuse } from '../refuse.ts';
import { fragmentAsShown } from '../seams.ts';
import { full, journal, objectReads, operationOf } from './exchanges.ts';

const schemaReads: When = ({ request }) => operationOf(request) === 'read-fragment-with-schema';

/** What is wrong with how objects, and fragments of objects, are shown. */
export const objectViewMutants: readonly Mutant[] = mutantsOf(
  [
    ['fragments-forget-their-object', 'A fragment does not name its object.', 'M42-GET-005'],
    ['links-shown-in-objects', 'An object shows what its relations of many lead to.', 'M42-OBJ-002'],
    ['journal-always-shown', 'An object shows its lists of fragments without being asked.', 'M42-OBJ-002'],
    ['journal-entries-bare', 'The fragments in a list of an object have no ID.', 'M42-OBJ-002'],
    [
      'missing-object-is-500',
      'A read of an object that does not exist is answered with 500.',
      ['M42-OBJ-003', 'M42-OBJ-012'],
    ],
    ['nobody-knows-when', 'A fragment is not told when it was made.', 'M42-CRE-006'],
    ['objects-show-no-dates', 'The Objects service leaves out dates.', 'M42-OBJ-015'],
    [
      'objects-show-no-attributes',
      'The Objects service shows of its fragments the ID and the TimeStamp alone.',
      ['M42-OBJ-001', 'M42-OBJ-015'],
    ],
    [
      'journals-show-other-dates',
      'An entry of a journal has another date in its object.',
      ['M42-OBJ-015', 'M42-CRE-006'],
    ],
    ['schema-beside-no-attributes', 'With schema-info a fragment is shown without its attributes.', 'M42-GET-004'],
  ],
  {
    'fragments-forget-their-object': atSeam(fragmentAsShown, (fragment) =>
      jsonObject(Object.entries(fragment).map(([name, value]) => [name, name.startsWith('UsedInType') ? null : value])),
    ),
    'links-shown-in-objects': withParts((node, name) => {
      const links = Object.keys(ticketDefinitions.find((one) => one.name === name)?.links ?? {});
      return { ...node, ...Object.fromEntries(links.map((link) => [link, []])) };
    }),
    'journal-always-shown': taking(
      all(objectReads, (exchange) => !full(exchange)),
      ({ request }) => ({ ...request, target: `${request.target}?full=true` }),
    ),
    'journal-entries-bare': withJson(all(objectReads, full), (object) => {
      const list = isJsonObject(object) ? object[journal] : undefined;
      if (!isJsonObject(object) || !isJsonArray(list)) return object;
      return {
        ...object,
        [journal]: list.map((entry) =>
          isJsonObject(entry) ? jsonObject(Object.entries(entry).filter(([name]) => name !== 'ID')) : entry,
        ),
      };
    }),
    'missing-object-is-500': answering(
      all(objectReads, ({ response }) => response.body.length === 4),
      ({ world }) => refuse(world, 500, { name: 'ObjectNotFound', message: 'The object does not exist.' }),
    ),
    'nobody-knows-when': atSeam(fragmentAsShown, (fragment) =>
      jsonObject(Object.entries(fragment).map(([name, value]) => [name, name === 'CreatedDate' ? null : value])),
    ),
    'objects-show-no-dates': withParts(withoutDates),
    'objects-show-no-attributes': withParts(nameAndStamp),
    'journals-show-other-dates': withJson(all(done(objectReads), full), (object) =>
      isJsonObject(object) && isJsonArray(object[journal] ?? null)
        ? { ...object, [journal]: (object[journal] as readonly JsonObject[]).map(aDayLater) }
        : object,
    ),
    'schema-beside-no-attributes': withJson(done(schemaReads), (shown) =>
      isJsonObject(shown) && isJsonObject(shown['Result'] ?? null)
        ? { ...shown, Result: nameAndStamp(shown['Result'] as JsonObject) }
        : shown,
    ),
  },
);

/** Objects whose fragments are shown otherwise. */
function withParts(shown: (node: JsonObject, name: string) => JsonObject): Attachment {
  return withJson(done(objectReads), (object) =>
    isJsonObject(object)
      ? jsonObject(Object.entries(object).map(([name, node]) => [name, isJsonObject(node) ? shown(node, name) : node]))
      : object,
  );
}

function nameAndStamp(node: JsonObject): JsonObject {
  return jsonObject(Object.entries(node).filter(([name]) => name === 'ID' || name === 'TimeStamp'));
}

function aDayLater(node: JsonObject): JsonObject {
  return { ...node, CreatedDate: new Date(Date.parse(String(node['CreatedDate'])) + 86_400_000).toISOString() };
}

function withoutDates(node: JsonObject): JsonObject {
  return jsonObject(Object.entries(node).filter(([name]) => !name.endsWith('Date')));
}

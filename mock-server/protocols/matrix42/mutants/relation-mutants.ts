import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { around, type Exchange } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, done } from '../../../kernel/bugs/when.ts';
import { losing, refusing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { decodeRowversion, encodeRowversion } from '../model/rowversion.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { jsonType, refuse } from '../refuse.ts';
import {
  addressOf,
  bodyOf,
  creations,
  definitionOf,
  deletions,
  objectCreations,
  operationOf,
  reads,
  withBody,
} from './exchanges.ts';

const operation =
  (wanted: string): When =>
  ({ request }) =>
    operationOf(request) === wanted;
const linksOfCategories = 'links/SPSScCategoryClassBase/RelatedCategories';

/** What is wrong with relations, and with creations and deletions. */
export const relationMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'link-not-stored',
      'A link is answered with 204 and not stored.',
      'M42-REL-001',
      losing(done(operation('add-relation'))),
    ],
    ['link-answers-itself', 'A new link is answered with what it links.', 'M42-REL-001'],
    ['links-list-ids-alone', 'A list of links shows no columns.', 'M42-REL-001'],
    ['unlink-removes-all', 'Removing a link removes all of them.', 'M42-REL-001'],
    ['unlink-deletes-the-other', 'Removing a link deletes what it leads to.', 'M42-REL-001'],
    ['unlinked-lists-all', 'A list of links that is empty shows every fragment.', 'M42-REL-001'],
    ['second-link-refused', 'A fragment is linked to one other and no more.', 'M42-REL-001'],
    ['unlink-answers-itself', 'A link that is removed is answered with what it linked.', 'M42-REL-001'],
    ['read-shows-the-newest', 'A read shows the newest fragment, whichever is asked for.', 'M42-GET-001'],
    ['read-is-206', 'A fragment is shown with 206.', 'M42-GET-001'],
    [
      'wrong-reference-made-and-refused',
      'What names a fragment that there is not is refused, and made.',
      ['M42-CRE-005', 'M42-OBJ-010'],
    ],
    ['wrong-reference-accepted', 'A creation may name a fragment that there is not.', ['M42-CRE-005', 'M42-OBJ-010']],
    [
      'wrong-reference-is-400',
      'What names a fragment that there is not is refused with 400.',
      ['M42-CRE-005', 'M42-OBJ-010'],
    ],
    ['create-is-202', 'A creation is answered with 202.', ['M42-CRE-001', 'M42-CRE-003']],
    [
      'new-fragments-are-old',
      'A new fragment has a TimeStamp that is less than those before.',
      ['M42-CRE-004', 'M42-TS-007'],
    ],
    ['delete-takes-children', 'A deletion of a fragment deletes those that name it as well.', 'M42-DEL-001'],
    ['delete-answers-202', 'A deletion is answered with 202.', 'M42-DEL-002'],
    ['second-delete-is-302', 'A second deletion is redirected.', 'M42-DEL-003'],
  ],
  {
    'link-answers-itself': answering(answered(operation('add-relation'), 204), ({ request }) =>
      respondJson(200, jsonType, addressOf(request).id),
    ),
    'links-list-ids-alone': withJson(done(operation('list-relation')), (rows) =>
      isJsonArray(rows) ? rows.map((row) => (isJsonObject(row) ? { ID: row['ID'] ?? null } : row)) : rows,
    ),
    'unlink-removes-all': writing(done(operation('remove-relation')), ({ store, request }) => {
      const rows = store.table<{ readonly to: readonly string[] }>(linksOfCategories);
      rows.put(addressOf(request).id.toLowerCase(), { to: [] });
    }),
    'unlink-deletes-the-other': writing(done(operation('remove-relation')), (exchange) => {
      const definition = definitionOf(exchange);
      const other = exchange.request.target.split('/').at(-1)?.toLowerCase() ?? '';
      if (definition) fragmentsOf(exchange.store, definition).delete(other);
    }),
    'unlinked-lists-all': withJson(
      all(done(operation('list-relation')), ({ response }) => response.body.length === 2),
      (_rows, exchange) => {
        const definition = definitionOf(exchange);
        return definition ? [...fragmentsOf(exchange.store, definition).entries()].map(([ID]) => ({ ID })) : [];
      },
    ),
    'second-link-refused': refusing(
      all(
        answered(operation('add-relation'), 204),
        ({ before, request }) =>
          (before.table<{ readonly to: readonly string[] }>(linksOfCategories).get(addressOf(request).id.toLowerCase())
            ?.to.length ?? 0) > 0,
      ),
      ({ world }) => refuse(world, 500, { name: 'WrongReference', message: 'There is a link.' }),
    ),
    'unlink-answers-itself': answering(answered(operation('remove-relation'), 204), ({ request }) =>
      respondJson(200, jsonType, addressOf(request).id),
    ),
    'read-shows-the-newest': withJson(answered(reads, 200), (fragment, exchange) => {
      const definition = definitionOf(exchange);
      const [, row] = (definition && [...fragmentsOf(exchange.store, definition).entries()].at(-1)) ?? [];
      return definition && row ? renderFragment(definition, row, quiet(exchange.world)) : fragment;
    }),
    'read-is-206': withStatus(206, answered(reads, 200)),
    'wrong-reference-made-and-refused': around(wrongReferences, ({ request, response, instead }) => {
      instead(withoutReferences(request));
      return response;
    }),
    'wrong-reference-accepted': taking(wrongReferences, ({ request }) => withoutReferences(request)),
    'wrong-reference-is-400': withStatus(400, wrongReferences),
    'create-is-202': withStatus(202, done(creations)),
    'new-fragments-are-old': writing(done(creations), (exchange) => {
      const definition = definitionOf(exchange);
      const [id, row] = (definition && [...fragmentsOf(exchange.store, definition).entries()].at(-1)) ?? [];
      if (definition && id !== undefined && row)
        fragmentsOf(exchange.store, definition).put(id, { ...row, timeStamp: fallingStamp(row.timeStamp) });
    }),
    'delete-takes-children': writing(done(deletions), (exchange) => {
      const definition = definitionOf(exchange);
      const { id } = addressOf(exchange.request);
      if (!definition) return;
      for (const [child, { values }] of [...fragmentsOf(exchange.before, definition).entries()])
        if (String(values['Parent']).toLowerCase() === id.toLowerCase())
          fragmentsOf(exchange.store, definition).delete(child);
    }),
    'delete-answers-202': withStatus(202, done(deletions)),
    'second-delete-is-302': withStatus(
      302,
      all(done(deletions), (exchange) => {
        const definition = definitionOf(exchange);
        return !(
          definition && fragmentsOf(exchange.before, definition).has(addressOf(exchange.request).id.toLowerCase())
        );
      }),
    ),
  },
);

/** Creations that are refused because they name what there is not. */
function wrongReferences(exchange: Exchange): boolean {
  return (creations(exchange) || objectCreations(exchange)) && exchange.rules.has('M42-CRE-005');
}

/** The same creation without the attributes that name others. */
function withoutReferences(request: HttpRequest): HttpRequest {
  const drop = (node: JsonObject): JsonObject =>
    jsonObject(
      Object.entries(node).flatMap(([name, value]) => {
        if (name === 'Parent' || name === 'Category') return [];
        return [[name, isJsonObject(value) ? drop(value) : value] as const];
      }),
    );
  return withBody(request, drop(bodyOf(request) ?? {}));
}

/** A TimeStamp that is the less the later it is given out. */
function fallingStamp(timeStamp: string): string {
  return encodeRowversion((1n << 40n) - (decodeRowversion(timeStamp) ?? 0n));
}

import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { Attachment, Exchange } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, done } from '../../../kernel/bugs/when.ts';
import { refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { decodeRowversion, encodeRowversion } from '../model/rowversion.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { refuse, serverError } from '../refuse.ts';
import { definitionOf, operationOf } from './exchanges.ts';

const lists: When = ({ request }) => operationOf(request) === 'list-fragments';
const schemas: When = ({ request }) => operationOf(request)?.endsWith('with-schema') === true;
const wrongLists: When = answered(lists, 500);

/** What is wrong with lists. */
export const listMutants: readonly Mutant[] = mutantsOf(
  [
    ['list-in-an-envelope', 'A list is a member of an object.', 'M42-LST-001'],
    ['empty-list-is-204', 'A list without fragments is answered with 204.', 'M42-LST-001'],
    ['list-shows-all-attributes', 'A list shows all attributes when no columns are asked for.', 'M42-LST-002'],
    ['empty-columns-drop-the-id', 'An option columns that is empty asks for no column at all.', 'M42-LST-002'],
    ['list-without-display-string', 'The rows of a list have no DisplayString.', 'M42-LST-003'],
    ['display-string-is-a-column', 'DisplayString is taken for a column.', 'M42-LST-004'],
    ['list-without-id-is-400', 'A list whose columns lack the ID is answered with 400.', 'M42-LST-005'],
    ['wrong-expression-is-400', 'An expression that is none is answered with 400.', 'M42-LST-006'],
    ['reserved-words-are-names', 'A reserved word may name an attribute.', 'M42-LST-007'],
    ['pages-count-from-1', 'The first page has the number 1.', 'M42-LST-008'],
    ['lists-end-after-two', 'A list without a page size ends after two fragments.', ['M42-LST-009', 'M42-LST-018']],
    ['page-is-the-number-of-a-page', 'An option page is taken for the number of a page.', 'M42-LST-008'],
    ['path-in-one-case-alone', 'A path in another letter case is not found.', 'M42-LST-010'],
    ['names-in-one-case-alone', 'A Data Definition in another letter case is not found.', 'M42-LST-010'],
    ['options-in-lower-case-alone', 'The names of options count in lower case alone.', 'M42-LST-010'],
    ['doubled-quote-refused', 'A doubled quote in a text is refused.', 'M42-LST-011'],
    ['schema-without-types', 'A schema has names alone.', ['M42-LST-012', 'M42-GET-004']],
    ['schema-without-rows', 'With the schema there is no result.', ['M42-LST-012', 'M42-GET-004']],
    ['sort-ignored', 'Lists are in an order of their own.', 'M42-LST-014'],
    ['sort-upwards-alone', 'Lists go up, also where they should go down.', ['M42-LST-014', 'M42-TS-018']],
    ['sort-by-one-column', 'Lists are sorted by the first of several columns alone.', 'M42-LST-014'],
    ['nothing-matches-unequal', 'What has no value matches what it should differ from.', 'M42-LST-015'],
    ['nothing-matches-greater', 'What has no value matches "greater or equal".', 'M42-LST-015'],
    ['wrong-where-lists-all', 'A where that cannot be read means nothing.', 'M42-LST-016'],
    ['unknown-columns-left-out', 'A column that there is not is left out.', 'M42-LST-016'],
    ['page-size-ignored', 'A list has no pages.', 'M42-LST-017'],
    ['where-ignored', 'A list shows all fragments, whatever its where says.', ['M42-LST-018', 'M42-LST-001']],
    ['or-means-and', 'OR in a where is taken for AND.', 'M42-LST-018'],
    ['like-means-equal', 'LIKE in a where compares the whole text.', 'M42-LST-018'],
    ['in-takes-the-last', 'IN in a where compares with the last of its values.', 'M42-LST-018'],
    ['not-ignored', 'NOT in a where means nothing.', 'M42-LST-018'],
    ['is-null-never', 'IS NULL in a where never holds.', 'M42-LST-018'],
    ['relations-not-followed', 'A where leads to no other fragment.', 'M42-LST-018'],
    ['greater-means-greater-or-equal', '">" in a where is taken for ">=".', ['M42-LST-018', 'M42-TS-018']],
    ['at-least-means-greater', '">=" in a where is taken for ">".', 'M42-LST-018'],
    ['less-means-less-or-equal', '"<" in a where is taken for "<=".', 'M42-LST-018'],
    ['aliases-ignored', 'A column is called as its attribute is, whatever its alias.', 'M42-LST-019'],
    ['last-column-left-out', 'Of several columns the last is left out.', 'M42-LST-019'],
    ['unknown-sort-ignored', 'A sort that names no column means nothing.', 'M42-LST-020'],
    ['list-has-stamps-of-its-own', 'A list shows another TimeStamp than a read.', 'M42-TS-009'],
    ['stamps-compared-as-texts', 'A where with a TimeStamp wants it as a text.', 'M42-TS-018'],
  ],
  {
    'list-in-an-envelope': withJson(done(lists), (value) => ({ value })),
    'empty-list-is-204': answering(
      all(done(lists), ({ response }) => response.body.length === 2),
      () => respondEmpty(204),
    ),
    'list-shows-all-attributes': withJson(all(done(lists), lacks('columns')), showAll),
    'empty-columns-drop-the-id': withJson(all(done(lists), names('columns', /^\s*$/)), (rows) =>
      mapRows(rows, ({ ID: _left, ...row }) => row),
    ),
    'list-without-display-string': withJson(done(lists), (rows) =>
      mapRows(rows, ({ DisplayString: _left, ...row }) => row),
    ),
    'display-string-is-a-column': changing('columns', wrongLists, (columns) => columns.replace(/,DisplayString/, '')),
    'list-without-id-is-400': refusing(all(done(lists), names('columns', /^Name$/)), ({ world }) =>
      refuse(world, 400, { name: 'InvalidValue', message: 'The columns lack the ID.' }),
    ),
    'wrong-expression-is-400': withStatus(
      400,
      all(wrongLists, (exchange) => definitionOf(exchange) !== undefined),
    ),
    'reserved-words-are-names': changing('columns', wrongLists, (columns) => columns.replace(/,(\w+)$/, ',[$1]')),
    'pages-count-from-1': changing('pagenumber', lists, (page) => String(Math.max(0, Number(page) - 1))),
    'lists-end-after-two': withJson(all(done(lists), lacks('pagesize')), (rows) =>
      isJsonArray(rows) ? rows.slice(0, 2) : rows,
    ),
    'page-is-the-number-of-a-page': taking(all(lists, names('page', /./)), ({ request }) =>
      withOptions(request, (options) => options.map(([name, value]) => [name === 'page' ? 'pagenumber' : name, value])),
    ),
    'path-in-one-case-alone': refusing(
      all(lists, ({ request }) => request.target.includes('/FRAGMENTS/')),
      () => respondEmpty(404),
    ),
    'names-in-one-case-alone': refusing(
      all(done(lists), (exchange) => !exchange.request.target.includes(definitionOf(exchange)?.name ?? '')),
      ({ world }) => serverError(world, { name: 'DataDefinitionNotFound', message: 'Data Definition not found.' }),
    ),
    'options-in-lower-case-alone': taking(
      all(lists, ({ request }) => /[?&]\w*[A-Z]\w*=/.test(request.target)),
      ({ request }) => withOptions(request, (options) => options.filter(([name]) => name === name.toLowerCase())),
    ),
    'doubled-quote-refused': refusing(all(done(lists), names('where', /\w''\w/)), ({ world }) =>
      serverError(world, { name: 'ExpressionParser', message: 'Syntax error.' }),
    ),
    'schema-without-types': withJson(done(schemas), (body) =>
      changeSchema(body, ({ ColumnName = null }) => ({ ColumnName })),
    ),
    'schema-without-rows': withJson(done(schemas), (body) => (isJsonObject(body) ? { ...body, Result: null } : body)),
    'sort-ignored': dropping('sort', lists),
    'sort-upwards-alone': changing('sort', lists, (sort) => sort.replaceAll(/ DESC/g, '')),
    'sort-by-one-column': changing('sort', lists, (sort) => sort.replace(/,.*/, '')),
    'nothing-matches-unequal': changing('where', lists, (where) =>
      where.replace(/(\w+) (<> '\w*')/, '($1 $2 OR $1 IS NULL)'),
    ),
    'nothing-matches-greater': changing('where', lists, (where) =>
      where.replace(/(\w+) (>= '\w*')/, '($1 $2 OR $1 IS NULL)'),
    ),
    'wrong-where-lists-all': dropping('where', wrongLists),
    'unknown-columns-left-out': changing('columns', wrongLists, (columns) => columns.replace(/,\w+$/, '')),
    'page-size-ignored': dropping('pagesize', lists),
    'where-ignored': dropping('where', lists),
    'or-means-and': changing('where', lists, (where) => where.replace(/ OR /, ' AND ')),
    'like-means-equal': changing('where', lists, (where) => where.replace(/ LIKE /, ' = ')),
    'in-takes-the-last': changing('where', lists, (where) => where.replace(/ IN \(.*, ('[^']*')\)/, ' = $1')),
    'not-ignored': changing('where', lists, (where) => where.replace(/\bNOT /, '')),
    'is-null-never': changing('where', lists, (where) => where.replace(/(\w+) IS NULL/, '$1 = NULL')),
    'relations-not-followed': changing('where', lists, (where) => where.replace(/ \w+\.(\w+)/, ' $1')),
    'greater-means-greater-or-equal': changing('where', lists, (where) => where.replace(/ > /, ' >= ')),
    'at-least-means-greater': changing('where', lists, (where) => where.replace(/ >= /, ' > ')),
    'less-means-less-or-equal': changing('where', lists, (where) => where.replace(/ < /, ' <= ')),
    'aliases-ignored': changing('columns', lists, (columns) => columns.replace(/(,\w+) AS \w+/, '$1')),
    'last-column-left-out': changing('columns', done(lists), (columns) => columns.replace(/,[^,]+$/, '')),
    'unknown-sort-ignored': dropping('sort', wrongLists),
    'list-has-stamps-of-its-own': withJson(done(lists), (rows) => mapRows(rows, withOtherStamp)),
    'stamps-compared-as-texts': refusing(all(done(lists), names('where', /TimeStamp > \d/)), ({ world }) =>
      serverError(world, { name: 'SqlException', message: 'Conversion failed.' }),
    ),
  },
);

type Option = readonly [name: string, value: string];

/** The same request with other options. */
function withOptions(request: HttpRequest, change: (options: readonly Option[]) => readonly Option[]): HttpRequest {
  const { path, query } = splitTarget(request.target);
  const changed = change([...new URLSearchParams(query)]);
  return {
    ...request,
    target: `${path}?${changed.map((option) => option.map(encodeURIComponent).join('=')).join('&')}`,
  };
}

function optionOf({ target }: HttpRequest, wanted: string): string | undefined {
  return [...new URLSearchParams(splitTarget(target).query)].find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function names(option: string, value: RegExp): When {
  return ({ request }) => value.test(optionOf(request, option) ?? '-');
}

function lacks(option: string): When {
  return ({ request }) => (optionOf(request, option) ?? '') === '';
}

/** Takes an option of a list for another one. */
function changing(option: string, when: When, change: (value: string) => string): Attachment {
  const changes: When = ({ request }) => {
    const value = optionOf(request, option);
    return value !== undefined && change(value) !== value;
  };
  return taking(all(when, changes), ({ request }) =>
    withOptions(request, (options) =>
      options.map(([name, value]) => [name, name.toLowerCase() === option ? change(value) : value]),
    ),
  );
}

function dropping(option: string, when: When): Attachment {
  return taking(
    all(when, ({ request }) => (optionOf(request, option) ?? '') !== ''),
    ({ request }) => withOptions(request, (options) => options.filter(([name]) => name.toLowerCase() !== option)),
  );
}

function mapRows(rows: Json, change: (row: JsonObject) => JsonObject): Json {
  return isJsonArray(rows) ? rows.map((row) => (isJsonObject(row) ? change(row) : row)) : rows;
}

function showAll(rows: Json, exchange: Exchange): Json {
  const definition = definitionOf(exchange);
  return mapRows(rows, (row) => {
    const found = definition && fragmentsOf(exchange.store, definition).get(String(row['ID']).toLowerCase());
    return found ? { ...renderFragment(definition, found, exchange.world), ...row } : row;
  });
}

function changeSchema(body: Json, change: (column: JsonObject) => JsonObject): Json {
  return isJsonObject(body)
    ? jsonObject([...Object.entries(body), ['Schema', mapRows(body['Schema'] ?? null, change)]])
    : body;
}

function withOtherStamp(row: JsonObject): JsonObject {
  const stamp = decodeRowversion(String(row['TimeStamp']));
  return stamp === undefined ? row : { ...row, TimeStamp: encodeRowversion(stamp + (1n << 32n)) };
}

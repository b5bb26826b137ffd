import { numberFromText } from '../../../../core/exact-number.ts';
import type { HttpResponse } from '../../../../core/http.ts';
import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { Definition } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { decodeRowversion } from '../model/rowversion.ts';
import { renderFragment } from '../read/render-fragment.ts';
import { jsonType, serverError } from '../refuse.ts';
import { parseWhere, passes } from '../request/where-clause.ts';

/**
 * GET /data/fragments/{ddName}: a bare array, ids alone unless `columns` names more; parameter names in any letter case,
 * `pageNumber` counts from 0.
 */
export function listFragments({ store, world }: Call, definition: Definition, query: string | undefined): HttpResponse {
  const parameters = new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]));
  const columns = (parameters.get('columns') ?? 'ID')
    .split(',')
    .map((column) => column.trim().replace(/^\[(.*)\]$/, '$1'))
    .filter((column) => column !== '');
  const where = parameters.get('where') ? parseWhere(parameters.get('where') ?? '') : [];
  if (!where) return serverError(world, { name: 'ExpressionParser', message: 'Syntax error in the expression.' });
  const stranger = [...columns, ...where.map(({ attribute }) => attribute)].find((name) => !isColumn(definition, name));
  if (stranger !== undefined) {
    const message = `Class: ${definition.name} does not contain attribute ${stranger}!`;
    return serverError(world, { name: 'AttributeNotFound', message });
  }
  const rows: JsonObject[] = [];
  for (const [, row] of fragmentsOf(store, definition).entries()) {
    if (!where.every((test) => passes(test, comparable(row, test.attribute)))) continue;
    const shown = renderFragment(definition, row, world);
    rows.push(jsonObject([...columns.map((name) => [name, shown[name] ?? null] as const), display(definition, row)]));
  }
  const size = Number(parameters.get('pagesize') ?? rows.length);
  const from = Number(parameters.get('pagenumber') ?? 0) * size;
  return respondJson(200, jsonType, rows.slice(from, from + size));
}

function isColumn(definition: Definition, name: string): boolean {
  return name === 'ID' || name === 'TimeStamp' || Object.hasOwn(definition.attributes, name);
}

function display({ display }: Definition, { values }: FragmentRow): readonly [string, Json] {
  return ['DisplayString', values[display] ?? ''];
}

function comparable(row: FragmentRow, attribute: string): Json {
  if (attribute === 'ID') return row.id;
  if (attribute === 'TimeStamp') return numberFromText(String(decodeRowversion(row.timeStamp) ?? 0n));
  return row.values[attribute] ?? null;
}

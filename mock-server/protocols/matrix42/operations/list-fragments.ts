import type { HttpResponse } from '../../../../core/http.ts';
import { type Json, jsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import type { Definition } from '../model/definitions.ts';
import { type FragmentRow, fragmentsOf } from '../model/fragment-row.ts';
import { compileCondition, type Test } from '../read/asql-condition.ts';
import { columnValue } from '../read/asql-path.ts';
import { languageOf } from '../read/language.ts';
import { type NamedColumn, nameColumns, showRow } from '../read/project-columns.ts';
import { displayOf } from '../read/render-fragment.ts';
import { schemaOfColumns } from '../read/schema-info.ts';
import { orderBy } from '../read/sort-rows.ts';
import { maySee } from '../read/visible-fragment.ts';
import { jsonType, refuse, serverError } from '../refuse.ts';
import { type ListOptions, type OptionFault, readListOptions } from '../request/list-options.ts';

/** Which fragments a list is about, and how it is wanted. */
export interface ListRequest {
  readonly definition: Definition;
  readonly query: string | undefined;
  /** With the types of its columns beside it. */
  readonly schemaInfo: boolean;
  /** Default: all fragments of the definition. */
  readonly rows?: readonly FragmentRow[];
}

/** GET /data/fragments/{ddName}: a bare array, with ids alone unless `columns` names more (M42-LST-001, M42-LST-002). */
export function listFragments(call: Call, list: ListRequest): HttpResponse {
  const { world, store } = call;
  const { definition, schemaInfo } = list;
  const options = readListOptions(list.query);
  if ('option' in options) return refuseOption(world, options);
  const lacking = lackedOption(world, options);
  if (lacking) return refuseOption(world, { option: lacking, value: '' });
  if (schemaInfo && options.includeLocalizations) return refuseLocalizations(world);
  const plan = planList(call, definition, options);
  if (isRefused(plan)) return plan.refused;
  const all = list.rows ?? [...fragmentsOf(store, definition).entries()].map(([, row]) => row);
  const seen = maySee(call, definition.name) ? all : [];
  const rows = seen.filter((row) => plan.test(row, store) === true).sort(plan.order);
  if (options.sort.length === 0 && world.variant('lists-in-no-order')) rows.reverse();
  const { pageSize = rows.length, pageNumber } = options;
  // A page has a number only where it has a size.
  const from = options.pageSize === undefined || world.variant('page-number-ignored') ? 0 : pageNumber * pageSize;
  const page = rows
    .slice(from, from + pageSize)
    .map((row) => jsonObject([...showRow(call, definition, row, plan.columns), ...plumbing(call, definition, row)]));
  citeList(world, options, schemaInfo);
  if (!schemaInfo) return respondJson(200, jsonType, page);
  return respondJson(200, jsonType, { Result: page, Schema: schemaOfColumns(plan.columns) });
}

/** An option that belongs to a feature which this server does not have. */
function lackedOption({ features }: World, { where, columns, sort, pageSize }: ListOptions): string | undefined {
  if (where !== undefined && !features.has('filtering')) return 'where';
  if (columns.length > 0 && !features.has('columns')) return 'columns';
  if (sort.length > 0 && !features.has('sorting')) return 'sort';
  return pageSize !== undefined && !features.has('paging') ? 'pagesize' : undefined;
}

/** It has an effect with schema-info alone (M42-LST-012), and this server does not have that. */
function refuseLocalizations(world: World): HttpResponse {
  world.unmodelled('includeLocalizations');
  return serverError(world, { name: 'NotSupported', message: 'Localizations of all languages cannot be included.' });
}

function citeList(world: World, { columns, sort, pageSize }: ListOptions, schemaInfo: boolean): void {
  if (schemaInfo) world.cites('M42-LST-012');
  else world.cites('M42-LST-001', 'M42-LST-003');
  if (columns.length === 0) world.cites('M42-LST-002');
  if (sort.length > 0) world.cites('M42-LST-014');
  world.cites(pageSize === undefined ? 'M42-LST-009' : 'M42-LST-008');
}

interface ListPlan {
  readonly columns: readonly NamedColumn[];
  readonly test: Test;
  readonly order: (left: FragmentRow, right: FragmentRow) => number;
}

function planList({ world, store, request }: Call, definition: Definition, options: ListOptions): ListPlan | Refused {
  const { edition } = world;
  const columns = nameColumns(definition, options.columns, edition);
  if (typeof columns === 'string') return unknownAttribute(world, columns);
  const test = options.where ? compileCondition(definition, options.where, edition) : () => true;
  if (typeof test === 'string') return unknownAttribute(world, test);
  const order = orderBy(store, columns, options.sort, languageOf(request));
  if (typeof order === 'string')
    return unknownAttribute(world, `Sort: the list of ${definition.name} has no column ${order}.`);
  return { columns, test, order };
}

/** 500 for a name that means nothing here, or a value of another type (M42-LST-006). */
function unknownAttribute(world: World, message: string): Refused {
  world.cites('M42-LST-006');
  return refusedWith(serverError(world, { name: 'AttributeNotFound', message }));
}

function refuseOption(world: World, wrong: OptionFault): HttpResponse {
  if ('value' in wrong)
    return refuse(world, 400, { name: 'InvalidValue', message: `The value of ${wrong.option} is not of its type.` });
  const { expected, found, at } = wrong.fault;
  const message = `ExpressionParser: syntax error in ${wrong.option} at ${at}: found "${found}", expected ${expected}.`;
  world.cites('M42-LST-006');
  return serverError(world, { name: 'ExpressionParser', message });
}

/** What each row shows without being asked (M42-LST-003). */
function plumbing({ request }: Call, definition: Definition, row: FragmentRow): readonly (readonly [string, Json])[] {
  return [
    ['DisplayString', displayOf(definition, row, languageOf(request))],
    ['Expression-TypeID', columnValue(row, 'Expression-TypeID', definition)],
    ['Expression-TypeCase', columnValue(row, 'Expression-TypeCase', definition)],
  ];
}

import { headerValue, utf8 } from '../../../../core/http.ts';
import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { messageIn } from '../../../kernel/message-in.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import type { MemberKind, RowProblem, RowTable } from '../../../kernel/workbench.ts';
import type { World } from '../../../kernel/world.ts';
import { handle } from '../handle.ts';
import { collectionsOf } from '../model/navigation.ts';
import { putRow, rowsOf } from '../model/rows.ts';
import { type Column, type Lookup, lookupColumns, lookupValueName, type TableModel } from '../model/table.ts';
import { tableOfSet, tables } from '../model/tables.ts';
import { servicePath } from '../request/service-path.ts';
import { convertValue } from './convert-value.ts';

/** Entity sets, and what rows of them are given: what bodies have, and what answers show, so that one can be given back. */
export function rowTables(): readonly RowTable[] {
  return tables.map((table) => ({
    name: table.setName,
    members: new Map<string, MemberKind>([
      ...table.columns.map(({ name, type }) => [name, kindOf(type.kind)] as const),
      ...lookupColumns(table).map((lookup) => [lookupValueName(lookup), 'text'] as const),
      ...table.lookups.flatMap(({ name, follows }) =>
        follows === undefined ? [[`${name}@odata.bind`, 'text'] as const, [name, 'json'] as const] : [],
      ),
      ...collectionsOf(table).map(({ name }) => [name, 'json'] as const),
      ...shown.map((name) => [name, 'text'] as const),
    ]),
  }));
}

/** What answers say about a row, which is no part of it. */
const shown = ['@odata.etag', '@odata.context', '@odata.id', '@odata.type', '@odata.editLink'];

function kindOf(kind: Column['type']['kind']): MemberKind {
  if (kind === 'boolean') return 'boolean';
  return kind === 'text' || kind === 'guid' || kind === 'date' || kind === 'date-time' ? 'text' : 'number';
}

/** Makes a row as POST does, and then sets what the system keeps, where the row says what that is. */
export function insertGiven(store: Store, setName: string, row: JsonObject, world: World): RowProblem | undefined {
  const table = tableOfSet(setName);
  if (!table) return { message: `there is no entity set ${setName}` };
  const kept = new Map<string, Json>();
  const sent: [string, Json][] = [];
  for (const [name, value] of Object.entries(row)) {
    if (shown.includes(name)) continue;
    const column = table.columns.find((one) => one.name === name);
    const lookup = table.lookups.find((one) => lookupValueName(one) === name);
    if (column && !column.creatable) {
      const converted = value === null ? null : convertValue(table, column, value);
      if (isRefused(converted)) return { member: name, message: converted.refused.message };
      kept.set(name, converted);
    } else if (lookup?.writable === false || lookup?.follows !== undefined) kept.set(name, value);
    else if (lookup) {
      const bound = bindingOf(table, lookup, value);
      if (bound === undefined)
        return { member: name, message: `this lookup leads to several tables: write ${bindings(table, lookup)}` };
      sent.push(bound);
    } else sent.push([name, value]);
  }
  const answer = handle(
    store,
    {
      method: 'POST',
      target: `${servicePath}/${setName}`,
      headers: [
        ['Content-Type', 'application/json'],
        ['OData-Version', '4.0'],
      ],
      body: utf8(stringifyJson(jsonObject(sent))),
    },
    { ...world, principal: { id: 'caller', claims: {} } },
  );
  if (answer.status >= 300)
    return { message: messageIn(answer, 'error', 'message') ?? `the answer is ${answer.status}` };
  const id = /\(([^)]*)\)$/.exec(headerValue(answer.headers, 'OData-EntityId') ?? '')?.[1] ?? '';
  const made = rowsOf(store, table).get(id);
  if (made && kept.size > 0) putRow(store, table, { ...made, values: { ...made.values, ...Object.fromEntries(kept) } });
  return undefined;
}

/** The id that a lookup is read as, as the member that sets it. */
function bindingOf(table: TableModel, lookup: Lookup, value: Json): [string, Json] | undefined {
  const all = table.lookups.filter(({ column, follows }) => column === lookup.column && follows === undefined);
  const target = all.length === 1 ? tables.find(({ logicalName }) => logicalName === lookup.target) : undefined;
  if (value === null) return [lookup.name, null];
  return target && [`${lookup.name}@odata.bind`, `/${target.setName}(${String(value)})`];
}

function bindings(table: TableModel, { column }: Lookup): string {
  const all = table.lookups.filter((lookup) => lookup.column === column);
  return all.map(({ name }) => `${name}@odata.bind`).join(' or ');
}

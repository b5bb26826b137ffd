import type { Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { rowsOf } from '../model/rows.ts';
import { findColumn, type Lookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
import { baseCurrency } from '../write/store-row.ts';
import { formatValue } from './format-value.ts';

const formatted = 'OData.Community.Display.V1.FormattedValue';
const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname';
const navigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty';

/** A member of a row that is shown. */
interface Member {
  readonly name: string;
  readonly value: Json;
}

/** The annotations of a member that these names and patterns include: what people read, and where a lookup leads. */
export function annotate(
  call: Call,
  table: TableModel,
  member: Member,
  wanted: string | undefined,
): (readonly [string, string])[] {
  if (wanted === undefined || member.value === null) return [];
  const all = annotationsOf(call, table, member);
  if (all.length > 0) call.world.cites('DV-ANN-001');
  return all.flatMap(([term, text]) => (includes(wanted, term) ? [[`${member.name}@${term}`, text] as const] : []));
}

function annotationsOf(call: Call, table: TableModel, { name, value }: Member): (readonly [string, string])[] {
  const lookup = table.lookups.find((candidate) => lookupValueName(candidate) === name);
  const text = lookup ? nameOf(call, lookup, String(value)) : formatValue(table, findColumn(table, name), value);
  return [
    ...(lookup
      ? ([
          [navigation, lookup.name],
          [lookupTable, lookup.target],
        ] as const)
      : []),
    ...(text === undefined ? [] : ([[formatted, text]] as const)),
  ];
}

/** What the row is called that a lookup leads to. */
function nameOf({ store }: Call, lookup: Lookup, id: string): string | undefined {
  if (id === baseCurrency) return 'US Dollar';
  const target = tableNamed(lookup.target);
  const row: TableRow | undefined = target && rowsOf(store, target).get(id);
  const name = target && row?.values[target.primaryName];
  return typeof name === 'string' ? name : undefined;
}

/** Does a list of names and patterns ("*", "Ns.*", "-Ns.Name") include this term? (OData §8.2.8.4) */
export function includes(wanted: string, term: string): boolean {
  const fits = (pattern: string): boolean =>
    pattern.endsWith('*') ? term.startsWith(pattern.slice(0, -1)) : pattern === term;
  const patterns = wanted.split(',').map((pattern) => pattern.trim());
  const without = patterns.flatMap((pattern) => (pattern.startsWith('-') ? [pattern.slice(1)] : []));
  return !without.some(fits) && patterns.some((pattern) => !pattern.startsWith('-') && fits(pattern));
}

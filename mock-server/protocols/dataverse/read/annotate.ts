import type { Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { type Link, linkOf } from '../model/links.ts';
import { findColumn, lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { formatValue } from './format-value.ts';

const formatted = 'OData.Community.Display.V1.FormattedValue';
const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname';
const navigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty';

/** A member of a row that is shown. */
interface Member {
  readonly row: TableRow;
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

function annotationsOf(
  { store }: Call,
  table: TableModel,
  { row, name, value }: Member,
): (readonly [string, string])[] {
  const lookup = table.lookups.find((candidate) => lookupValueName(candidate) === name);
  const link = lookup && linkOf(store, table, row, lookup.column);
  const text = link ? nameOf(link) : formatValue(table, findColumn(table, name), value);
  return [
    ...(link && lookup?.follows === undefined ? ([[navigation, link.lookup.name]] as const) : []),
    ...(link ? ([[lookupTable, link.lookup.target]] as const) : []),
    ...(text === undefined ? [] : ([[formatted, text]] as const)),
  ];
}

/** What the row is called that a lookup leads to. */
function nameOf({ target, row }: Link): string | undefined {
  const name = row.values[target.primaryName];
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

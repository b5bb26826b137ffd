import type { World } from '../../../kernel/world.ts';
import { findColumn, lookupValueName, type TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { selectUnknown } from '../refusals.ts';

const currency = '_transactioncurrencyid_value';

/** Every member a row of this table can show, primary key first. */
export function allMembers(table: TableModel): string[] {
  const columns = table.columns.map(({ name }) => name).filter((name) => name !== table.primaryKey);
  return [...keyMembers(table), ...columns, ...new Set(table.lookups.map(lookupValueName))];
}

/** The members that these names select: the primary key always, its currency beside an amount of money. */
export function selectedMembers(table: TableModel, select: readonly string[], world: World): string[] {
  const names = select.map((name) => memberNamed(table, name) ?? name);
  const money = names.some((name) => findColumn(table, name)?.type.kind === 'money');
  const companions = money && world.keeps('DV-GET-004') ? [currency] : [];
  return [...new Set([...keyMembers(table), ...names, ...companions])];
}

/** The member that a property path or a name in $select means; undefined: none. */
export function memberNamed(table: TableModel, name: string): string | undefined {
  const lookup = table.lookups.find((candidate) => candidate.name === name || lookupValueName(candidate) === name);
  if (lookup) return lookupValueName(lookup);
  return name === table.base?.key ? name : findColumn(table, name)?.name;
}

/** The primary key, also under the name that the type has of which this one is. */
function keyMembers({ primaryKey, base }: TableModel): string[] {
  return base ? [primaryKey, base.key] : [primaryKey];
}

/** Refuses names that the table does not have. */
export function checkSelect(table: TableModel, select: readonly string[] | undefined): Refusal | undefined {
  const unknown = select?.find((name) => memberNamed(table, name) === undefined);
  return unknown === undefined ? undefined : selectUnknown(table, unknown);
}

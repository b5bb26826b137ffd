import type { World } from '../../../kernel/world.ts';
import { findColumn, findLookup, lookupValueName, type TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { selectUnknown } from '../refusals.ts';

const currency = '_transactioncurrencyid_value';

/** Every member a row of this table can show, primary key first. */
export function allMembers(table: TableModel): string[] {
  const columns = table.columns.map(({ name }) => name).filter((name) => name !== table.primaryKey);
  return [table.primaryKey, ...columns, ...table.lookups.map(lookupValueName)];
}

/** The members that these names select: the primary key always, its currency beside an amount of money. */
export function selectedMembers(table: TableModel, select: readonly string[], world: World): string[] {
  const names = select.map((name) => {
    const lookup = findLookup(table, name);
    return lookup ? lookupValueName(lookup) : name;
  });
  const money = names.some((name) => findColumn(table, name)?.type.kind === 'money');
  const companions = money && world.keeps('DV-GET-004') ? [currency] : [];
  return [...new Set([table.primaryKey, ...names, ...companions])];
}

/** Refuses names that the table does not have. */
export function checkSelect(table: TableModel, select: readonly string[] | undefined): Refusal | undefined {
  const known = new Set([...allMembers(table), ...table.lookups.map(({ name }) => name)]);
  const unknown = select?.find((name) => !known.has(name));
  return unknown === undefined ? undefined : selectUnknown(table, unknown);
}

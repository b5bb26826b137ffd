import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import { findCollection } from '../model/navigation.ts';
import { findLookup, type TableModel } from '../model/table.ts';
import { tableNamed } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, expandOptionRefused, selectUnknown } from '../refusals.ts';
import { namesOf } from '../request/parse-query.ts';
import { checkList } from './list-query.ts';
import { checkSelect } from './member-names.ts';

/** Refuses what $expand names and the tables do not have, and options that only lists of rows take. */
export function checkExpand(table: TableModel, expand: readonly ExpandItem[]): Refusal | undefined {
  // An expansion in an expansion allows neither an order nor a number anywhere.
  const nested = expand.some((item) => item.expand.length > 0);
  return checkItems(table, expand, nested);
}

function checkItems(table: TableModel, expand: readonly ExpandItem[], nested: boolean): Refusal | undefined {
  for (const item of expand) {
    const lookup = findLookup(table, item.name);
    const collection = findCollection(table, item.name);
    const target = collection?.table ?? (lookup && tableNamed(lookup.target));
    if (!target) return selectUnknown(table, item.name);
    if (lookup && (item.filter || item.orderBy || item.top !== undefined)) return badUrl();
    if (nested && (item.orderBy || item.top !== undefined)) return expandOptionRefused();
    const barred =
      checkSelect(target, namesOf(item.select)) ?? checkList(target, item) ?? checkItems(target, item.expand, nested);
    if (barred) return barred;
  }
  return undefined;
}

import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import { findLookup, type TableModel } from '../model/table.ts';
import { tableNamed } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, selectUnknown } from '../refusals.ts';
import { namesOf } from '../request/parse-query.ts';
import { checkSelect } from './member-names.ts';

/** Refuses what $expand names and the tables do not have, and options that only lists of rows take. */
export function checkExpand(table: TableModel, expand: readonly ExpandItem[]): Refusal | undefined {
  for (const item of expand) {
    const lookup = findLookup(table, item.name);
    if (!lookup) return selectUnknown(table, item.name);
    if (item.filter || item.orderBy || item.top !== undefined) return badUrl();
    const target = tableNamed(lookup.target);
    const barred = target && (checkSelect(target, namesOf(item.select)) ?? checkExpand(target, item.expand));
    if (barred) return barred;
  }
  return undefined;
}

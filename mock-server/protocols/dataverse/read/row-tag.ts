import {
  type EntityTag,
  type EntityTagCondition,
  formatEntityTag,
  matchesWeakly,
} from '../../../../core/entity-tag.ts';
import type { World } from '../../../kernel/world.ts';
import type { TableRow } from '../model/table-row.ts';

/** What stands between the quotes of the tag of a row: hexadecimal, for a client that Microsoft publishes reads no other. */
export function opaqueOf({ version }: TableRow): string {
  return version.toString(16);
}

/** The entity-tag of a row: weak, and opaque to clients. */
function rowTag(row: TableRow, world: World): EntityTag {
  // The update page shows a decimal number.
  const digits = world.edition === 'documented' ? String(row.version) : opaqueOf(row);
  const opaque = world.variant('guid-like-etags') ? `e2011275-0000-0200-0000-${digits.padStart(12, '0')}` : digits;
  return { weak: true, opaque };
}

/** The tag as it stands in headers and in @odata.etag. */
export function tagText(row: TableRow, world: World): string {
  world.cites('DV-GET-009');
  return formatEntityTag(rowTag(row, world));
}

/** Does a condition name this row's state? Weak comparison, as OData demands (Protocol §8.2.4). */
export function namesState(condition: EntityTagCondition, row: TableRow, world: World): boolean {
  const current = rowTag(row, world);
  return condition === '*' || condition.some((tag) => matchesWeakly(tag, current));
}

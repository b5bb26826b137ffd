import type { Exchange } from '../../../kernel/bug.ts';
import { membersOf, optionOf } from '../../../kernel/bugs/other-request.ts';
import { linkOf } from '../model/links.ts';
import { type Collection, findCollection } from '../model/navigation.ts';
import { rowsOf } from '../model/rows.ts';
import { findLookup, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { callOf, locationBefore } from './exchanges.ts';

/** The collection that an address names; undefined: none. */
export function collectionOf(exchange: Exchange): Collection | undefined {
  const { resource } = callOf(exchange);
  return 'property' in resource ? findCollection(resource.table, resource.property) : undefined;
}

/** The other row of a request: the one in a collection that a reference names, or to which a lookup in the body led. */
export function relatedRow(exchange: Exchange): { readonly table: TableModel; readonly row: TableRow } | undefined {
  const { request, store } = exchange;
  const collection = collectionOf(exchange);
  if (collection) {
    const behind = request.target.replace(/^[^?]*?\)/, '');
    const said = `${behind} ${optionOf(request, '$id') ?? ''} ${String(membersOf(request)['@odata.id'] ?? '')}`;
    const [, id = ''] = /\(([0-9a-f-]{36})\)/i.exec(said) ?? [];
    const row = rowsOf(store, collection.table).get(id.toLowerCase());
    return row && { table: collection.table, row };
  }
  const { table, row } = locationBefore(exchange) ?? {};
  const [name = ''] = Object.keys(membersOf(request));
  const lookup = table && findLookup(table, name.replace(/@.*/, ''));
  const link = table && row && lookup ? linkOf(exchange.before, table, row, lookup.column) : undefined;
  return link && { table: link.target, row: link.row };
}

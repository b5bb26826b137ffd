import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { isAlive, partitionColumn, storeKey } from '../model/partitions.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, keyInvalid } from '../refusals.ts';
import { readPayload } from '../write/read-payload.ts';
import type { Location } from './location.ts';
import type { KeyPredicate } from './parse-key.ts';
import type { QueryOptions } from './parse-query.ts';

/** A request, whose options may say which partition is meant. */
type OptionalCall = Call & { readonly query?: QueryOptions };

/**
 * Finds the row of an elastic table. Its partition is named beside the primary key, by the option partitionId, or in the body of an
 * upsert; else it is the primary key itself.
 */
export function locatePartitioned(call: OptionalCall, table: TableModel, predicate: KeyPredicate): Location | Refusal {
  if (predicate.kind === 'bare' && predicate.literal.kind !== 'guid') return badUrl();
  const parts = new Map(predicate.kind === 'bare' ? [[table.primaryKey, predicate.literal]] : predicate.parts);
  const [named, partition] = [parts.get(table.primaryKey), parts.get(partitionColumn)];
  if (named?.kind !== 'guid' || parts.size > (partition ? 2 : 1) || (partition && partition.kind !== 'text'))
    return keyInvalid(table);
  const id = String(named.value);
  if (!partition) {
    if (call.query?.partition !== undefined) call.world.cites('DV-ELA-002');
    return inPartition(call, table, id, call.query?.partition ?? inBody(call) ?? id);
  }
  call.world.cites('DV-ELA-001');
  const [key] = table.keys;
  const keyText = [...parts].map(([name, { written }]) => `${name}=${encodeURIComponent(written)}`).join(',');
  return { ...inPartition(call, table, id, String(partition.value)), key, keyText };
}

/** What there is of an elastic table under this id in this partition. */
export function inPartition({ store, world }: Call, table: TableModel, id: string, partition: string): Location {
  world.cites(partition === id ? 'DV-ELA-005' : 'DV-ELA-004', 'DV-ELA-006');
  const stored = rowsOf(store, table).get(storeKey(table, id, partition));
  const row = stored && isAlive(stored, world.now()) ? stored : undefined;
  return { table, row, id, key: undefined, keyValues: { [partitionColumn]: partition }, keyText: id };
}

/** An upsert says in its body which partition is meant. */
function inBody(call: Call): string | undefined {
  const body = call.request.method === 'PATCH' ? readPayload(call) : undefined;
  const partition = body && !isRefused(body) ? body[partitionColumn] : undefined;
  return typeof partition === 'string' ? partition : undefined;
}

import { isGuid } from '../../../../../core/guid.ts';
import type { JsonObject } from '../../../../../core/json.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import { partitionColumn } from '../../model/partitions.ts';
import type { TableModel } from '../../model/table.ts';
import type { Refusal } from '../../refusal.ts';
import { payloadInvalid } from '../../refusals.ts';
import { inPartition } from '../../request/locate-partitioned.ts';
import { locateRow } from '../../request/locate-row.ts';
import type { Location } from '../../request/location.ts';
import { parseKey } from '../../request/parse-key.ts';
import { parseReference } from '../../request/parse-reference.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';

/** The row that a target names: by its primary key, or by a URL in @odata.id, which may have an alternate key. */
export function locateTarget(call: WebApiCall, table: TableModel, target: JsonObject): Location | Refusal {
  const reference = target['@odata.id'];
  const id = target[table.primaryKey];
  if (typeof reference === 'string') {
    const resource = parseReference(call, reference);
    if (!resource || isRefused(resource) || resource.kind !== 'row' || resource.table.logicalName !== table.logicalName)
      return payloadInvalid(`'${reference}' is not a row of '${table.logicalName}'.`);
    call.world.cites('DV-BLK-009');
    return locateRow(call, table, resource.key);
  }
  const partition = target[partitionColumn];
  if (table.elastic && isGuid(id)) {
    const name = String(id).toLowerCase();
    return inPartition(call, table, name, typeof partition === 'string' ? partition : name);
  }
  const key = typeof id === 'string' ? parseKey(id) : undefined;
  return key?.kind === 'bare' && key.literal.kind === 'guid'
    ? locateRow(call, table, key)
    : payloadInvalid('A target names no row.');
}

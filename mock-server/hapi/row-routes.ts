import type { Request, ResponseToolkit } from '@hapi/hapi';
import { UsageError } from '../../core/errors.ts';
import { sharedSession } from '../kernel/create-service-pool.ts';
import type { RowFault } from '../own/rows/given-row.ts';
import { plantRows } from '../own/rows/plant-rows.ts';
import { readCsvRows } from '../own/rows/read-csv-rows.ts';
import { readJsonRows } from '../own/rows/read-json-rows.ts';
import type { Mounts } from './answer-request.ts';
import { bodyText } from './control-body.ts';

/** `POST /rows`: puts rows in, all of them or none, and says what is wrong with them line by line. */
export async function addRows(mounts: Mounts, request: Request, h: ResponseToolkit): Promise<unknown> {
  const { protocol, edition, session = sharedSession, table, ...others } = request.query as Record<string, string>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new UsageError(`there is no parameter "${unknown}": protocol, edition, session or table`);
  if (protocol !== undefined && !mounts.protocols.includes(protocol))
    throw new UsageError(`there is no protocol "${protocol}" here`);
  const protocols = protocol === undefined ? mounts.protocols : [protocol];
  if (table !== undefined && protocols.length > 1)
    throw new UsageError('the rows of a table are of one protocol: say which, ?protocol=…&table=…');
  const text = bodyText(request);
  const read = table === undefined ? readJsonRows(text, protocols) : undefined;
  const targets = await Promise.all(
    (read ? [...read.keys()] : protocols).map(async (id) => {
      const service = await mounts.pool.get({ protocol: id, edition, session });
      const workbench = await service.core.workbench?.();
      if (!workbench) throw new UsageError(`${id} takes no rows`);
      const tables = service.onRows((_, world) => workbench.tables(world));
      return { service, workbench, ...(read?.get(id) ?? readCsvRows(text, table ?? '', tables)) };
    }),
  );
  const unread = targets.flatMap(({ faults }) => faults);
  if (unread.length > 0) return refuse(h, unread);
  const before = targets.map(({ service }) => service.snapshot());
  for (const { service, workbench, ...given } of targets) {
    const faults = service.onRows((store, world) => plantRows(store, world, workbench, given));
    if (faults.length === 0) continue;
    // All or none, also where several protocols have rows in one file.
    for (const [index, snapshot] of before.entries()) targets[index]?.service.restore(snapshot);
    return refuse(h, faults);
  }
  return { rows: targets.reduce((sum, { rows }) => sum + rows.length, 0) };
}

function refuse(h: ResponseToolkit, faults: readonly RowFault[]): unknown {
  const [first] = faults;
  const told = faults.map(({ place, message, hint }) => ({ ...place, message, ...(hint !== undefined && { hint }) }));
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  const error = `line ${first?.place.line}, column ${first?.place.column}: ${first?.message}${more}`;
  return h.response({ error, faults: told }).code(400);
}

import type { Request } from '@hapi/hapi';
import { UsageError } from '../../core/errors.ts';
import type { PooledService } from '../kernel/create-service-pool.ts';
import type { ArmedFault } from '../kernel/faults/fault.ts';
import { faultKinds } from '../kernel/faults/fault-kinds.ts';
import { readFault } from '../kernel/faults/read-fault.ts';
import { bodyJson } from './control-body.ts';

/** `POST /faults`: arms a fault in these services. */
export async function armFault(request: Request, services: readonly PooledService[]): Promise<unknown> {
  const asked = readFault(bodyJson(request));
  if (services.length === 0)
    throw new UsageError('nothing has been used yet: say which protocol is meant, ?protocol=…');
  const armed = await Promise.all(
    services.map(async ({ key, service }) => ({ ...key, ...shown(await service.arm(asked)) })),
  );
  return { faults: armed };
}

/** `GET /faults`: what is armed and what it has met; and what there is. */
export function listFaults(services: readonly PooledService[]): unknown {
  return {
    faults: services.flatMap(({ key, service }) => service.faults().map((fault) => ({ ...key, ...shown(fault) }))),
    known: Object.entries(faultKinds).map(([fault, { title, meets, settings }]) => ({ fault, title, meets, settings })),
  };
}

function shown({ id, asked, left, fired }: ArmedFault): object {
  return { id, ...asked, left, fired: fired.map((one) => ({ ...one, at: new Date(one.at).toISOString() })) };
}

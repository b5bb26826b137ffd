import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import { jsonObject } from '../../../core/json.ts';
import { bearerCallers } from '../../kernel/bearer-callers.ts';
import type { ProtocolCore, ProvokedFault } from '../../kernel/protocol-core.ts';
import { respondJson } from '../../kernel/respond.ts';
import type { World } from '../../kernel/world.ts';
import { excuses } from './excuses.ts';
import { handle } from './handle.ts';
import { mutants } from './mutants.ts';
import { disturb, pageAccountId, seed } from './seed.ts';
import { unlawfulVariants, variants } from './variants.ts';

const callers = bearerCallers({
  'dataverse-caller': { id: 'caller', claims: {} },
  'dataverse-reader': { id: 'reader', claims: { may: 'read' } },
});

/** The write side of the Dataverse Web API, version 9.2. */
export const dataverse: ProtocolCore = {
  id: 'dataverse',
  title: 'Dataverse Web API',
  editions: ['current', 'documented'],
  defaultEdition: 'current',
  mutants,
  variants,
  unlawfulVariants,
  excuses,
  features: [
    'web-api',
    'annotations',
    'control',
    'clock',
    'batch',
    'create-multiple',
    'update-multiple',
    'upsert-multiple',
    'duplicate-detection',
    'second-key',
    'concurrency-off',
    'elastic',
    'single-properties',
    'references',
    'alternate-keys',
    'metadata',
    'table-definitions',
    'collections',
    'many-to-many',
    'deep-insert',
  ],
  defaultFeatures: [
    'web-api',
    'annotations',
    'control',
    'clock',
    'batch',
    'create-multiple',
    'update-multiple',
    'upsert-multiple',
    'duplicate-detection',
    'second-key',
    'concurrency-off',
    'elastic',
    'single-properties',
    'references',
    'alternate-keys',
    'metadata',
    'table-definitions',
    'collections',
    'many-to-many',
    'deep-insert',
  ],
  ...callers,
  seed,
  disturb,
  handle,
  workbench: async () => (await import('./workbench.ts')).workbench,
  clientSide: async () => (await import('./client-side.ts')).clientSide,
  provoked,
  example: {
    method: 'PATCH',
    target: `/api/data/v9.2/accounts(${pageAccountId})`,
    headers: [
      ['Authorization', 'Bearer dataverse-caller'],
      ['Content-Type', 'application/json'],
      ['OData-MaxVersion', '4.0'],
      ['OData-Version', '4.0'],
      ['If-Match', '*'],
    ],
    body: '{"name":"Updated Sample Account"}',
  },
};

/** Service protection limits answer 429 with the seconds to wait; whatever else stands in the way is a 503. */
function provoked(fault: ProvokedFault, _request: HttpRequest, world: World): HttpResponse {
  const throttled = fault.kind === 'throttle-next-write';
  world.cites(...(throttled ? ['DV-LIM-001', 'DV-LIM-002'] : ['DV-LIM-004']));
  const error = throttled
    ? { code: '0x80072322', message: 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.' }
    : { code: '', message: 'The service is unavailable.' };
  return respondJson(
    throttled ? 429 : 503,
    'application/json; odata.metadata=minimal',
    jsonObject([['error', error]]),
    [...(throttled ? [['Retry-After', String(fault.retryAfterSeconds)] as const] : []), ['OData-Version', '4.0']],
  );
}

import { checkVersionChain } from '../../.conformance/internals/internals.js';
import { loadCore } from '../../dist/mock-server.js';
import { startServer } from './start-server.mjs';

const accounts = '/dataverse/api/data/v9.2/accounts';

/**
 * Clients that read one row and write on the tag they have read, over and over, all at once: the history of `length`
 * operations, judged by its chain of versions.
 */
export async function load(service, { clients, length }) {
  const server = await startServer({ protocols: ['dataverse'], service });
  const { credentials } = await loadCore('dataverse');
  const json = { 'content-type': 'application/json', ...Object.fromEntries(credentials.caller) };
  const created = await fetch(server.url + accounts, { method: 'POST', headers: json, body: '{"name":"load"}' });
  const row = created.headers.get('odata-entityid') ?? created.headers.get('location');
  if (!row) throw new Error(`no row was made: ${created.status} ${await created.text()}`);
  const operations = [];
  const record = async (operation, request) => {
    const startedMs = performance.now();
    const response = await fetch(row, request);
    const text = await response.text();
    const endedMs = performance.now();
    const version = response.headers.get('etag') ?? undefined;
    const outcome = response.ok ? 'applied' : response.status === 412 ? 'refused' : 'unknown';
    if (outcome === 'unknown') throw new Error(`answered ${response.status} ${text}`);
    operations.push({
      ...operation,
      startedMs,
      endedMs,
      outcome,
      ...(version && response.ok ? { version } : {}),
    });
    return version;
  };
  const client = async (n) => {
    for (let turn = 0; operations.length < length; turn++) {
      const name = `client[${n}] ${turn}`;
      const condition = await record({ name, action: 'read' }, { headers: json });
      await record(
        { name, action: 'replace', condition },
        {
          method: 'PATCH',
          headers: { ...json, 'if-match': condition, prefer: 'return=representation' },
          body: JSON.stringify({ name }),
        },
      );
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  const seconds = (performance.now() - started) / 1000;
  await server.stop();
  const begun = performance.now();
  const anomalies = checkVersionChain(operations);
  return { operations: operations.length, seconds, checkMs: performance.now() - begun, anomalies };
}

import { createReferenceServer, loadCore } from '../../mock-server/index.ts';
import type { BundledCore, ServerStarted } from './start-bundled-server.ts';
import { tuneEngine } from './tune-engine.ts';

/*
 * The reference server of a run, in a process of its own: it answers while the runner judges, on another core. It ends when
 * its parent lets go or dies, and only then: Ctrl-C reaches both, and the clean-up of the run still needs answers.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
tuneEngine();

const protocols = process.argv.slice(2);
const server = await createReferenceServer({ protocols, port: 0 });
const cores = await Promise.all(
  protocols.map(async (protocol): Promise<BundledCore> => {
    const { id, defaultEdition, features, defaultFeatures, credentials } = await loadCore(protocol);
    return { id, defaultEdition, features, defaultFeatures, credentials };
  }),
);
process.send?.({ url: server.url, cores } satisfies ServerStarted);

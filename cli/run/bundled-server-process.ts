import { createReferenceServer } from '../../mock-server/index.ts';

/*
 * The reference server of a run, in a process of its own: it answers while the runner judges, on another core. It ends when
 * its parent lets go or dies, and only then: Ctrl-C reaches both, and the clean-up of the run still needs answers.
 */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

const server = await createReferenceServer({ protocols: process.argv.slice(2), port: 0 });
process.on('disconnect', () => process.exit());
process.send?.(server.url);

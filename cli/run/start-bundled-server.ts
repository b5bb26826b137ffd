import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';

/** What a run must know of a core: nothing of the cores themselves is loaded by it. */
export type BundledCore = Pick<ProtocolCore, 'id' | 'defaultEdition' | 'features' | 'defaultFeatures' | 'credentials'>;

/** What the server's process says when it listens. */
export interface ServerStarted {
  readonly url: string;
  readonly cores: readonly BundledCore[];
}

/** A reference server that was started for a run. */
export interface BundledServer extends ServerStarted {
  stop(): Promise<void>;
}

/** Starts the reference server with these protocols in a process of its own, on a free loopback port. */
export async function startBundledServer(protocols: readonly string[]): Promise<BundledServer> {
  const own = import.meta.url;
  // Beside this file, built or not.
  const entry = fileURLToPath(new URL(`bundled-server-process${own.slice(own.lastIndexOf('.'))}`, own));
  const child = fork(entry, [...protocols], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const ended = once(child, 'exit');
  const started = await Promise.race([
    once(child, 'message').then(([message]) => message as ServerStarted),
    ended.then(() => undefined),
  ]);
  if (started === undefined) throw new Error(`the bundled server did not start: ${complaint}`);
  return {
    ...started,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A reference server that was started for a run. */
export interface BundledServer {
  readonly url: string;
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
  const url = await Promise.race([
    once(child, 'message').then(([message]) => String(message)),
    ended.then(() => undefined),
  ]);
  if (url === undefined) throw new Error(`the bundled server did not start: ${complaint}`);
  return {
    url,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

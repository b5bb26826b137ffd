import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a reference server with these options in a process of its own. */
export async function startServer(options = {}) {
  const entry = fileURLToPath(new URL('server-process.mjs', import.meta.url));
  const child = fork(entry, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [url] = await once(child, 'message');
  return {
    url,
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

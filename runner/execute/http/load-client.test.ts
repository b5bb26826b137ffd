import { createServer } from 'node:http';
import { Client } from 'undici';
import { describe, expect, it } from 'vitest';
import { loadClient } from './load-client.ts';

/* Both are no part of undici's documented interface: a version without them must not get in unnoticed. */
describe('the installed undici', () => {
  it('has its client in a module of its own, and it is the one that its index gives', async () => {
    expect(await loadClient()).toBe(Client);
  });

  it('still calls the older callbacks, with the header fields as they were received', async () => {
    const server = createServer((_, response) => response.writeHead(200, [['X-Mixed', '1']].flat()).end('body'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const LoadedClient = await loadClient();
    const client = new LoadedClient(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
    const calls: string[] = [];
    await new Promise<void>((resolve, reject) => {
      client.dispatch(
        { path: '/', method: 'GET' },
        {
          onConnect: (abort) => void calls.push(`connect ${typeof abort}`),
          onHeaders: (status, headers) => {
            const [name, value] = headers as readonly Buffer[];
            calls.push(`headers ${status} ${Buffer.isBuffer(name)} ${name}: ${value}`);
            return true;
          },
          onData: (chunk) => calls.push(`data ${chunk}`) > 0,
          onComplete: () => {
            calls.push('complete');
            resolve();
          },
          onError: reject,
        },
      );
    });
    await client.close();
    server.close();
    expect(calls).toEqual(['connect function', 'headers 200 true X-Mixed: 1', 'data body', 'complete']);
  });
});

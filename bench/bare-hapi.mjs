// The floor for the reference server: a Hapi `onRequest` handler that reads the request and writes a fixed answer of the same size.
import { buffer } from 'node:stream/consumers';
import Hapi from '@hapi/hapi';

const body = Buffer.from(process.argv[2] ?? '{"value":[]}');
const server = Hapi.server({ port: 0, host: '127.0.0.1' });
server.ext('onRequest', async ({ raw: { req, res } }, h) => {
  await buffer(req);
  res.writeHead(200, ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(body.length)]);
  res.end(body);
  return h.abandon;
});
await server.start();
process.stdout.write(`${server.info.port}\n`);

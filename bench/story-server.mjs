// The smallest server on which the story GET 200 -> PATCH 204 -> PATCH 412 can be told, one resource per path.
// It runs in a process of its own, so that no peer shares a thread with it. usage: node story-server.mjs [MILLISECONDS TO WAIT]
import { createServer } from 'node:http';

const waits = Number(process.argv[2] ?? 0);
const revisions = new Map();

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => (waits > 0 ? setTimeout(answer, waits) : answer()));
  function answer() {
    const path = request.url ?? '/';
    const revision = revisions.get(path) ?? 1;
    const etag = `"${revision}"`;
    if (!path.startsWith('/d/')) {
      // By this a dialog service is known, before the story is told.
      response.writeHead(404, { 'Content-Type': 'application/problem+json' });
      response.end('{"title":"Not found"}');
    } else if (request.method === 'GET') {
      // A GET starts the story over, so that every run of it finds the same state.
      const body = JSON.stringify({ id: path, progress: 1, revision });
      response.writeHead(200, {
        'Content-Type': 'application/json',
        ETag: etag,
        'Content-Length': Buffer.byteLength(body),
      });
      response.end(body);
    } else if (request.headers['if-match'] === etag) {
      revisions.set(path, revision + 1);
      response.writeHead(204, { ETag: `"${revision + 1}"` });
      response.end();
    } else {
      const problem = JSON.stringify({
        type: 'https://tools.ietf.org/html/rfc7232#section-4.2',
        title: 'Precondition failed',
        status: 412,
        instance: path,
        traceId: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
      });
      response.writeHead(412, {
        'Content-Type': 'application/problem+json',
        'Content-Length': Buffer.byteLength(problem),
      });
      response.end(problem);
    }
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));

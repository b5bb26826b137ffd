// The API of docs/own-rules.md: notes with an ETag. `node server.mjs [--broken BUG]` prints where it listens.
import { createServer } from 'node:http';

const bugs = ['forgets-if-match', 'keeps-tag', 'no-precondition'];
const broken = process.argv[2] === '--broken' ? process.argv[3] : undefined;
if (broken !== undefined && !bugs.includes(broken)) throw new Error(`--broken takes ${bugs.join(', ')}`);

const notes = new Map();
let last = 0;

const server = createServer(async (request, response) => {
  const answer = (status, headers = {}, body = undefined) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    response
      .writeHead(status, { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers })
      .end(text);
  };
  const fail = (status, title) =>
    answer(status, { 'Content-Type': 'application/problem+json' }, { type: 'about:blank', status, title });

  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const sent = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());

  if (request.url === '/notes' && request.method === 'GET')
    return answer(200, {}, { notes: [...notes].map(([id, { text }]) => ({ id, text })) });
  if (request.url === '/notes' && request.method === 'POST') {
    const id = String(++last);
    notes.set(id, { text: sent.text, version: 1 });
    return answer(201, { Location: `/notes/${id}`, ETag: '"1"' }, { id, text: sent.text });
  }
  const id = /^\/notes\/(\d+)$/.exec(request.url)?.[1];
  const note = notes.get(id);
  if (note === undefined) return fail(404, 'There is no such note.');
  if (request.method === 'GET') return answer(200, { ETag: `"${note.version}"` }, { id, text: note.text });
  if (request.method !== 'PUT' && request.method !== 'DELETE') return fail(405, 'Notes are read, put and deleted.');

  const condition = request.headers['if-match'];
  if (condition === undefined && broken !== 'no-precondition')
    return fail(428, 'Send the ETag of the note in If-Match.');
  if (
    condition !== undefined &&
    condition !== '*' &&
    condition !== `"${note.version}"` &&
    broken !== 'forgets-if-match'
  )
    return fail(412, 'Somebody else has changed the note.');
  if (request.method === 'DELETE') {
    notes.delete(id);
    return answer(204);
  }
  notes.set(id, { text: sent.text, version: broken === 'keeps-tag' ? note.version : note.version + 1 });
  return answer(204, { ETag: `"${notes.get(id).version}"` });
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`);
});

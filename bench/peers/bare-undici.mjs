// The floor: the story told by a plain loop, in sequence, with the same client library and no judging.
// usage: node bare-undici.mjs BASE_URL STORIES
import { Client } from 'undici';

const [base, stories] = process.argv.slice(2);
const client = new Client(new URL(base).origin);
const prefix = new URL(base).pathname.replace(/\/$/, '');

async function send(method, path, headers, body) {
  const answer = await client.request({ method, path, headers, body });
  await answer.body.text();
  return answer;
}

for (let story = 1; story <= Number(stories); story++) {
  const path = `${prefix}/d/${story}`;
  const etag = (await send('GET', path, {})).headers.etag;
  const headers = { 'content-type': 'application/json', 'if-match': etag };
  const first = await send('PATCH', path, headers, '{"progress":10}');
  const second = await send('PATCH', path, headers, '{"progress":20}');
  if (first.statusCode !== 204 || second.statusCode !== 412) process.exitCode = 1;
}
await client.close();

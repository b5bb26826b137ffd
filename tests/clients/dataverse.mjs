import { base, play, send, token } from './story.mjs';

const root = `${base}/api/data/v9.2`;
const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' };

await play({
  conflict: 412,
  altered: (tag) => tag.replace('W/', ''),
  create: async () => {
    const answer = await send('POST', `${root}/accounts`, { headers, body: '{"name":"Mine"}' });
    return { status: answer.status, at: answer.headers.get('odata-entityid') };
  },
  find: async () => {
    const answer = await send('GET', `${root}/accounts?$filter=name eq 'Mine'&$select=name`, { headers });
    const [row] = (await answer.json()).value;
    return row && `${root}/accounts(${row.accountid})`;
  },
  read: async (at) => {
    const answer = await send('GET', `${at}?$select=name,description`, { headers });
    const row = await answer.json();
    return { status: answer.status, row, token: row['@odata.etag'] };
  },
  update: async (at, tag, row, change) => {
    const { description } = row ?? {};
    const body = JSON.stringify({ ...(row && { description }), name: `Mine, ${change}` });
    const condition = tag === undefined ? {} : { 'If-Match': tag };
    return (await send('PATCH', at, { headers: { ...headers, ...condition }, body })).status;
  },
});

import { base, is, play, send } from './story.mjs';

const root = `${base}/api/Books`;
const headers = { 'Content-Type': 'application/json' };

await play({
  conflict: 404,
  create: async () => {
    const answer = await send('POST', root, { headers, body: '{"id":77001,"title":"Mine","publisher_id":7}' });
    const [row] = answer.ok ? (await answer.json()).value : [];
    return { status: answer.status, at: row && `${root}/id/${row.id}` };
  },
  find: async () => undefined,
  read: async (at) => {
    const answer = await send('GET', at, { headers });
    const [row] = (await answer.json()).value;
    return { status: answer.status, row, token: '*' };
  },
  altered: () => '"1"',
  update: async (at, star, _row, change) => {
    const condition = star === undefined || is('may-insert') ? {} : { 'If-Match': star };
    return (await send('PATCH', at, { headers: { ...headers, ...condition }, body: `{"title":"Mine, ${change}"}` }))
      .status;
  },
});

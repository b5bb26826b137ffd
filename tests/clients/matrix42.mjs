import { base, is, play, send as sendPatiently } from './story.mjs';

const services = `${base}/m42Services/api`;
const root = `${services}/data/fragments/SPSScCategoryClassBase`;
let headers;

/** Nothing but a GET is sent again. */
const send = (method, url, given) =>
  sendPatiently(method, url, { ...given, again: method === 'GET' || is('repeats') ? 2 : 0 });

async function signIn() {
  const exchange = `${services}/ApiToken/GenerateAccessTokenFromApiToken/`;
  const answer = await send('POST', exchange, { headers: { Authorization: 'Bearer my-api-token' } });
  const { RawToken: raw } = await answer.json();
  headers = { Authorization: `Bearer ${raw}`, 'Content-Type': 'application/json' };
}

await signIn();
await play({
  conflict: 500,
  answersNull: true,
  altered: (stamp) => stamp.toLowerCase(),
  renew: signIn,
  create: async () => {
    const answer = await send('POST', root, { headers, body: '{"Name":"Mine","Description":"of mine"}' });
    const id = answer.ok ? await answer.json() : undefined;
    return { status: answer.status, at: id && `${root}/${id}` };
  },
  find: async () => {
    const answer = await send('GET', `${root}?where=Name = 'Mine'&columns=ID`, { headers });
    const [row] = await answer.json();
    return row && `${root}/${row.ID}`;
  },
  read: async (at) => {
    const answer = await send('GET', at, { headers });
    const row = answer.ok ? await answer.json() : undefined;
    return { status: answer.status, row, token: row?.TimeStamp };
  },
  update: async (at, stamp, _row, change) => {
    const condition = stamp === undefined ? {} : { TimeStamp: stamp };
    const body = JSON.stringify({ ID: at.split('/').at(-1), Name: `Mine, ${change}`, ...condition });
    return (await send('PUT', `${root}/`, { headers, body })).status;
  },
});

import { base, play, send, token } from './story.mjs';

const root = `${base}/api/v1/serviceowner/dialogs`;
const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' };
const resource = 'urn:altinn:resource:ttd-dialogporten-automated-tests';
const texts = (value) => ({ value: [{ languageCode: 'en', value }], mediaType: 'text/plain' });
const dialog = {
  serviceResource: resource,
  party: 'urn:altinn:person:identifier-no:08844397713',
  status: 'InProgress',
  progress: 1,
  externalReference: 'mine',
  content: { title: texts('Mine'), summary: texts('A dialog') },
};

await play({
  conflict: 412,
  altered: (revision) => `"${revision}"`,
  create: async () => {
    const answer = await send('POST', root, { headers, body: JSON.stringify(dialog) });
    return { status: answer.status, at: answer.ok ? `${root}/${await answer.json()}` : undefined };
  },
  find: async () => {
    const answer = await send('GET', `${root}?ServiceResource=${resource}&Search=Mine`, { headers });
    const [found] = (await answer.json()).items.filter(({ externalReference }) => externalReference === 'mine');
    return found && `${root}/${found.id}`;
  },
  read: async (at) => {
    const answer = await send('GET', at, { headers });
    const row = answer.ok ? await answer.json() : undefined;
    return { status: answer.status, row, token: answer.headers.get('etag') };
  },
  update: async (at, revision, _row, change) => {
    const body = JSON.stringify([{ op: 'replace', path: '/externalReference', value: `mine, ${change}` }]);
    const own = { ...headers, 'Content-Type': 'application/json-patch+json' };
    const condition = revision === undefined ? {} : { 'If-Match': revision };
    return (await send('PATCH', at, { headers: { ...own, ...condition }, body })).status;
  },
});

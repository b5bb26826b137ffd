/* A real client library, as its own documentation uses it: read, update by the ETag, and again after a conflict. */
import { DynamicsWebApi } from 'dynamics-web-api';

const api = new DynamicsWebApi({
  serverUrl: process.env.CONFORMANCE_URL,
  dataApi: { version: '9.2' },
  onTokenRefresh: async () => process.env.CONFORMANCE_TOKEN,
});
const collection = 'accounts';
const key = await api.create({ collection, data: { name: 'Mine' } });
for (const name of ['Mine, one', 'Mine, another']) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const row = await api.retrieve({ collection, key, select: ['name'] });
    // False: somebody else was first.
    if (await api.update({ collection, key, data: { name }, ifmatch: row['@odata.etag'] })) break;
  }
}

import { expectClient, useReferenceServer } from 'update-conformance/vitest';
import { expect, test } from 'vitest';

const api = useReferenceServer('dataverse');

/** The client under test; yours is imported. */
async function rename(account: string, name: string): Promise<boolean> {
  const headers = { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' };
  const url = `${api.url}/api/data/v9.2/accounts(${account})`;
  for (let attempt = 0; attempt < 3; attempt++) {
    const row = await (await fetch(`${url}?$select=name`, { headers })).json();
    const condition = { 'If-Match': row['@odata.etag'] };
    const body = JSON.stringify({ name });
    const answer = await fetch(url, { method: 'PATCH', headers: { ...headers, ...condition }, body });
    if (answer.status !== 412) return answer.ok;
  }
  return false;
}

test('renames an account, although somebody else is faster', async () => {
  api.someoneElseWrites();
  expect(await rename('00000000-0000-0000-0000-000000000001', 'Ours')).toBe(true);
  expect(api.exchanges.map(({ method, status }) => `${method} ${status}`)).toEqual([
    'GET 200',
    'PATCH 412',
    'GET 200',
    'PATCH 204',
  ]);
  expect(api).toHaveSentIfMatch();
  expectClient(api).toConform();
});

import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

const ids = ['dab', 'dataverse'];

test.each([
  ['/dab/api/Books/id/1?x=%27', 'dab', '/dab', '/api/Books/id/1?x=%27'],
  ['/dab', 'dab', '/dab', '/'],
  ['/dab?$select=a', 'dab', '/dab', '/?$select=a'],
  ['/dab//a/../%2F', 'dab', '/dab', '//a/../%2F'],
  ['/~session=x;edition=v1/dab/api', 'dab', '/~session=x;edition=v1/dab', '/api'],
])('%s is for %s', (target, protocol, prefix, below) => {
  expect(readAddress(target, ids)).toMatchObject({ protocol, prefix, target: below });
});

test('settings are a complete list of features, an edition and a session, in any order', () => {
  expect(readAddress('/~features=a,b-c;session=s.1;edition=v2.1/dab/', ids)).toMatchObject({
    settings: { features: ['a', 'b-c'], session: 's.1', edition: 'v2.1' },
  });
  expect(readAddress('/~features=/dab/', ids)).toMatchObject({ settings: { features: [] } });
});

test('a protocol at the root answers what no mount claims, with settings too', () => {
  expect(readAddress('/api/Books', ids, 'dab')).toMatchObject({ protocol: 'dab', prefix: '', target: '/api/Books' });
  expect(readAddress('/~edition=v1/api?x', ids, 'dab')).toMatchObject({ prefix: '/~edition=v1', target: '/api?x' });
  expect(readAddress('/dataverse/x', ids, 'dab')).toMatchObject({ protocol: 'dataverse', target: '/x' });
});

test('what leads nowhere is told', () => {
  expect(readAddress('/dabble/x', ids)).toEqual({ status: 404, problem: 'nothing is mounted at /dabble' });
  expect(readAddress('/DAB/x', ids)).toMatchObject({ status: 404 });
  expect(readAddress('/~edition=/dab', ids)).toMatchObject({ status: 400 });
  expect(readAddress('/~colour=red/dab', ids)).toMatchObject({ status: 400 });
});

import { expect, test } from 'vitest';
import { emptyBody } from '../../core/http.ts';
import { loadCore } from '../protocols/index.ts';
import { withUsers } from './with-users.ts';

const asked = (token?: string) => ({
  method: 'GET',
  target: '/',
  headers: token === undefined ? [] : ([['Authorization', `Bearer ${token}`]] as const),
  body: emptyBody,
});

test('users are who their file says, and nobody else is anybody', async () => {
  const { core, faults } = await withUsers(await loadCore('dialogporten'), [
    { token: 'a', as: 'admin' },
    { token: 'b', scopes: ['x', 'y'], organization: '123' },
  ]);
  expect(faults.size).toBe(0);
  expect(core.authenticate(asked('a'))).toMatchObject({ id: 'admin' });
  expect(core.authenticate(asked('b'))).toEqual({ id: 'b', claims: { organization: '123', scope: 'x y' } });
  expect(core.authenticate(asked('so'))).toBeUndefined();
  expect(core.anyCaller).toBeUndefined();
});

test('what is wrong with a user is said', async () => {
  const { faults } = await withUsers(await loadCore('dataverse'), [
    { token: 'a', as: 'caller' },
    { token: 'a', as: 'reader' },
    { token: 'b', as: 'boss' },
    { token: 'c', roles: ['x'] },
    { token: 'd' },
  ]);
  expect([...faults.values()]).toEqual([
    'this token is another user’s as well',
    'dataverse has no identity "boss"; it has: caller, reader',
    'dataverse has no "roles": a user has token, as',
    'say who this is: as',
  ]);
});

test('where nobody in particular may ask, nobody is somebody, and tokens that were given out stay good', async () => {
  const { core } = await withUsers(await loadCore('dab'), [{ token: 'a', roles: ['editor'] }]);
  expect(core.authenticate(asked())).toMatchObject({ id: 'anonymous' });
  expect(core.authenticate(asked('a'))).toEqual({ id: 'a', claims: { roles: 'authenticated editor' } });
  expect(core.authenticate(asked('b'))).toBeUndefined();
});

import { expect, test } from 'vitest';
import { emptyBody } from '../../core/http.ts';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createServicePool, sharedSession } from './create-service-pool.ts';

const load = async (id: string): Promise<typeof toyCore> => {
  if (id !== 'toy') throw new Error(`no ${id}`);
  return toyCore;
};

test('the same key gives the same rows; another edition or session other ones', async () => {
  const pool = createServicePool(load);
  const shared = await pool.get({ protocol: 'toy' });
  expect(await pool.get({ protocol: 'toy', edition: 'one', session: sharedSession })).toBe(shared);
  const others = [
    await pool.get({ protocol: 'toy', edition: 'two' }),
    await pool.get({ protocol: 'toy', session: 'a' }),
  ];
  expect(new Set([shared, ...others]).size).toBe(3);
  await others[1]?.dispatch({ method: 'DELETE', target: '/notes/seeded', headers: [], body: emptyBody });
  expect(shared.snapshot().store.tables.get('notes')?.size).toBe(1);
});

test('the session that was not used for longest goes first, the shared one never', async () => {
  const pool = createServicePool(load, {}, 2);
  const shared = await pool.get({ protocol: 'toy' });
  const a = await pool.get({ protocol: 'toy', session: 'a' });
  const b = await pool.get({ protocol: 'toy', session: 'b' });
  await pool.get({ protocol: 'toy', session: 'a' });
  await pool.get({ protocol: 'toy', session: 'c' });
  expect(await pool.get({ protocol: 'toy' })).toBe(shared);
  expect(pool.list().map(({ key }) => key.session)).toEqual([sharedSession, 'a', 'c']);
  expect(await pool.get({ protocol: 'toy', session: 'a' })).toBe(a);
  expect(await pool.get({ protocol: 'toy', session: 'b' })).not.toBe(b);
});

test('a session can be dropped', async () => {
  const pool = createServicePool(load);
  const first = await pool.get({ protocol: 'toy', session: 'a' });
  expect(pool.drop('a')).toBe(true);
  expect(pool.drop('a')).toBe(false);
  expect(await pool.get({ protocol: 'toy', session: 'a' })).not.toBe(first);
});

test('what does not exist is refused and evicts nobody', async () => {
  const pool = createServicePool(load, {}, 1);
  const kept = await pool.get({ protocol: 'toy', session: 'a' });
  await expect(pool.get({ protocol: 'other', session: 'b' })).rejects.toThrow('no other');
  await expect(pool.get({ protocol: 'toy', edition: 'nine', session: 'b' })).rejects.toThrow('edition');
  await expect(pool.get({ protocol: 'toy', session: 'a b' })).rejects.toThrow('session name');
  expect(await pool.get({ protocol: 'toy', session: 'a' })).toBe(kept);
});

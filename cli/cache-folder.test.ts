import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

test.each([
  ['linux', {}, join('/home/me', '.cache', 'update-conformance')],
  ['linux', { XDG_CACHE_HOME: '/fast' }, join('/fast', 'update-conformance')],
  ['darwin', { XDG_CACHE_HOME: '/fast' }, join('/home/me', 'Library', 'Caches', 'update-conformance')],
  ['win32', {}, join('/home/me', 'AppData', 'Local', 'update-conformance', 'Cache')],
  ['win32', { LOCALAPPDATA: 'D:\\local' }, join('D:\\local', 'update-conformance', 'Cache')],
  ['win32', { CONFORMANCE_CACHE: 'E:\\mine' }, 'E:\\mine'],
  ['linux', { CONFORMANCE_CACHE: 'off', XDG_CACHE_HOME: '/fast' }, undefined],
] as const)('what is kept between runs lies, on %s with %o, in %s', (platform, env, folder) => {
  expect(cacheFolder(env, platform, '/home/me')).toBe(folder);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journalFolder } from './journal-folder.ts';

test('journals are where the system keeps such things, unless the environment names a place or none', () => {
  expect(journalFolder({}, 'linux', '/home/me')).toBe(
    join('/home/me', '.local', 'state', 'update-conformance', 'journals'),
  );
  expect(journalFolder({ XDG_STATE_HOME: '/s' }, 'linux', '/home/me')).toBe(
    join('/s', 'update-conformance', 'journals'),
  );
  expect(journalFolder({}, 'darwin', '/me')).toContain('Application Support');
  expect(journalFolder({ LOCALAPPDATA: 'L' }, 'win32', 'C:')).toBe(join('L', 'update-conformance', 'Journals'));
  expect(journalFolder({ CONFORMANCE_JOURNALS: '/j' }, 'linux', '/home/me')).toBe('/j');
  expect(journalFolder({ CONFORMANCE_JOURNALS: 'off' }, 'linux', '/home/me')).toBeUndefined();
});

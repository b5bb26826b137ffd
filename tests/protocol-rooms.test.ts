import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { protocolIds } from '../mock-server/index.ts';
import { packageRoot } from '../runner/load/package-root.ts';

/* A reader who knows one protocol's folder finds his way in all of them (docs/architecture.md). */
const rooms = ['model', 'mutants', 'operations', 'read', 'request', 'write'];
const doors = ['index.ts', 'handle.ts', 'seed.ts', 'mutants.ts', 'variants.ts', 'excuses.ts'];

describe.each(protocolIds)('the folder of %s', (id) => {
  const entries = readdirSync(join(packageRoot(), 'mock-server', 'protocols', id), { withFileTypes: true });

  test('has the rooms of all the others', () => {
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.sort()).toEqual(rooms);
  });

  test('has the same doors, and little else beside them', () => {
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(doors.filter((door) => !files.includes(door))).toEqual([]);
    expect(files.filter((name) => !doors.includes(name)).length).toBeLessThanOrEqual(6);
  });
});

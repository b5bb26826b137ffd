import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCore, type ProtocolCore, protocolIds } from '../mock-server/index.ts';
import type { Seam } from '../mock-server/kernel/seam.ts';
import { packageRoot } from '../runner/load/package-root.ts';

/* A reader who knows one protocol's folder finds his way in all of them (docs/architecture.md). */
const rooms = ['model', 'mutants', 'operations', 'read', 'request', 'write'];

/** What each door leads to. Beside it, `seed.ts` may name rows that are there from the start. */
const doors = (id: string): Readonly<Record<string, readonly string[]>> => ({
  'excuses.ts': ['excuses'],
  'handle.ts': ['handle'],
  'index.ts': [id],
  'mutants.ts': ['mutants'],
  'seed.ts': ['disturb', 'seed'],
  'variants.ts': ['unlawfulVariants', 'variants'],
  'workbench.ts': ['workbench'],
  'client-side.ts': ['clientSide'],
});

/** Seams of all protocols together. Most bugs attach around a request or at a rule. */
const mostSeams = 150;

const folderOf = (id: string): string => join(packageRoot(), 'mock-server', 'protocols', id);
const load = async (id: string, file: string): Promise<Readonly<Record<string, unknown>>> =>
  await import(pathToFileURL(join(folderOf(id), file)).href);
const seamsOf = async (id: string): Promise<readonly (readonly [name: string, seam: Seam<unknown, unknown>])[]> =>
  Object.entries((await load(id, 'seams.ts')) as Readonly<Record<string, Seam<unknown, unknown>>>);

/** The TypeScript of a folder by path, without its tests. */
function sourcesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((file) => [relative(folder, file).replaceAll(sep, '/'), readFileSync(file, 'utf8')]));
}

describe.each(protocolIds)('the folder of %s', (id) => {
  const entries = readdirSync(folderOf(id), { withFileTypes: true });
  const sources = sourcesIn(folderOf(id));
  const inMutants = [...sources].filter(([path]) => path.startsWith('mutants/'));
  /** What a reader of the protocol reads. */
  const sound = [...sources].filter(([path]) => !path.startsWith('mutants/') && path !== 'mutants.ts');
  let core: ProtocolCore;
  beforeAll(async () => {
    core = await loadCore(id);
  });

  test('has the rooms of all the others', () => {
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.sort()).toEqual(rooms);
  });

  test('has the same doors, which lead to the same, and little else beside them', async () => {
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect([...Object.keys(doors(id)), 'seams.ts'].filter((door) => !files.includes(door))).toEqual([]);
    expect(files.filter((name) => !(name in doors(id))).length).toBeLessThanOrEqual(6);
    for (const [door, names] of Object.entries(doors(id))) {
      const found = Object.entries(await load(id, door));
      expect([door, names]).toEqual([door, names.filter((name) => found.some(([exported]) => exported === name))]);
      const more = found.filter(([name, value]) => !names.includes(name) && !(door === 'seed.ts' && isText(value)));
      expect([door, more]).toEqual([door, []]);
    }
  });

  test('tells of no bug but in mutants/', () => {
    const ids = new Set(core.mutants.map((mutant) => mutant.id));
    const found = sound.flatMap(([path, text]) => [
      ...(/\bmutant\(|'(\.\/)?(\.\.\/)*mutants\//.test(text) ? [`${path} asks for one`] : []),
      ...[...text.matchAll(/['"`]([a-z0-9-]+)['"`]/g)].flatMap(([, literal = '']) =>
        ids.has(literal) ? [`${path}: ${literal}`] : [],
      ),
      ...(aboutBugs.has(path)
        ? []
        : (text.match(/\b(?:bugs?|defects?|mutants?|spoil\w*)\b/gi) ?? []).map((word) => `${path}: ${word}`)),
    ]);
    expect(found).toEqual([]);
  });

  // Those made from the forms of write have names made of the form and the law.
  test('spells the name of each bug out, where it is told, or the words that a table makes it of', () => {
    const texts = inMutants.map(([, text]) => text).join('\n');
    const told = core.mutants.filter(({ cell }) => cell === undefined).map((mutant) => mutant.id);
    const spelt = (word: string): boolean =>
      /^\d+$/.test(word) || texts.includes(`'${word}'`) || texts.includes(`${word}: `);
    const joined = (words: string): boolean =>
      spelt(words) || [...words].some((_, at) => at > 0 && spelt(words.slice(0, at)) && spelt(words.slice(at)));
    // `${member}-of-activities-forgotten`
    const makers = [...texts.matchAll(/`((?:[\w-]|\$\{\w+\})*\$\{\w+\}(?:[\w-]|\$\{\w+\})*)`/g)].map(
      ([, made = '']) => new RegExp(`^${made.replace(/(?:\$\{\w+\})+/g, '(.+)')}$`),
    );
    const isMade = (name: string): boolean =>
      makers.some(
        (maker) =>
          maker
            .exec(name)
            ?.slice(1)
            .every((words) => joined(words)) ?? false,
      );
    expect(told.filter((name) => !texts.includes(`'${name}'`) && !isMade(name))).toEqual([]);
  });

  test('names each decision that a bug attaches to, passes through it, and says why if it is for one bug alone', async () => {
    const seams = await seamsOf(id);
    const users = new Map<string, Set<string>>(seams.map(([, seam]) => [seam.id, new Set()]));
    for (const { id: bug, at } of core.mutants)
      for (const attachment of at) if (attachment.kind === 'seam') users.get(attachment.seam)?.add(bug);
    const passed = sound.map(([, text]) => text).join('\n');
    const faults = seams.flatMap(([name, { id: named, forOne }]) => {
      const count = users.get(named)?.size ?? 0;
      return [
        ...(/^[a-z]+(-[a-z]+)*$/.test(named) && named.replaceAll('-', '') === name.toLowerCase()
          ? []
          : [`${named} is ${name}`]),
        ...(count === 0 ? [`${named}: no bug attaches to it`] : []),
        ...(count === 1 && !forOne ? [`${named}: why is it there for one bug?`] : []),
        ...(count !== 1 && forOne ? [`${named}: it is not for one bug`] : []),
        ...(new RegExp(`through\\(\\s*(?:seams\\.)?${name}\\b`).test(passed)
          ? []
          : [`${named}: the core does not pass through it`]),
        ...(core.mutants.some((mutant) => named.includes(mutant.id)) ? [`${named}: it is named after a bug`] : []),
      ];
    });
    expect(faults).toEqual([]);
    expect(users.size).toBe(seams.length);
    const known = new Set(users.keys());
    const unknown = core.mutants.flatMap(({ at }) => at).filter((one) => one.kind === 'seam' && !known.has(one.seam));
    expect(unknown).toEqual([]);
  });
});

test('the protocols have few seams', async () => {
  const counts = await Promise.all(protocolIds.map(async (id) => (await seamsOf(id)).length));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(mostSeams);
});

/** The doors that are about bugs. */
const aboutBugs = new Set(['index.ts', 'seams.ts', 'excuses.ts']);

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

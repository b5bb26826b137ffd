import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
/** Paths below folders, with "/" separators. */
const filesIn = (folders: readonly string[], name: RegExp): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => name.test(path) && !path.includes('node_modules'))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .sort(),
  );
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesIn(['docs', 'spec', 'suites'], /\.md$/)];

const folders = [
  'bench',
  'cli',
  'core',
  'mock-server',
  'proof',
  'reporters',
  'runner',
  'scripts',
  'spec',
  'suites',
  'tests',
];
/** Everything that may hold comments; this file tells what must not stand in one. */
const sources = filesIn(folders, /\.(ts|mjs|yaml)$/).filter((path) => !path.endsWith('docs-links.test.ts'));

/** A page without what stands in code. */
const prose = (page: string): string =>
  textOf(page)
    .replaceAll(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');

interface Link {
  readonly page: string;
  readonly target: string;
  /** Path from the root, without the anchor. */
  readonly path: string;
  readonly anchor: string | undefined;
}

function linksOf(page: string): readonly Link[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page : posix.join(posix.dirname(page), file);
    return [{ page, target, path, anchor }];
  });
}

/** Anchors of a page as GitHub makes them of its headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Map<string, number>();
  const text = textOf(page).replaceAll(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '');
  for (const [, heading = ''] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-');
    const seen = anchors.get(slug);
    anchors.set(seen === undefined ? slug : `${slug}-${seen}`, 1);
    if (seen !== undefined) anchors.set(slug, seen + 1);
  }
  return new Set(anchors.keys());
}

const resolves = ({ path, anchor }: Pick<Link, 'path' | 'anchor'>): boolean =>
  existsSync(join(root, path)) && (anchor === undefined || (path.endsWith('.md') && anchorsOf(path).has(anchor)));

describe('pages', () => {
  test.each(pages)('%s leads nowhere that is not there', (page) => {
    expect(
      linksOf(page)
        .filter((link) => !resolves(link))
        .map(({ target }) => target),
    ).toEqual([]);
  });

  test('are all reached from the README, and from the index of docs', () => {
    for (const start of ['README.md', 'docs/README.md']) {
      const reached = new Set([start]);
      for (const page of reached) if (page.endsWith('.md')) for (const { path } of linksOf(page)) reached.add(path);
      expect(pages.filter((page) => !reached.has(page))).toEqual([]);
    }
    const listed = new Set(linksOf('docs/README.md').map(({ path }) => path));
    expect(pages.filter((page) => page !== 'docs/README.md' && !listed.has(page))).toEqual([]);
  });
});

describe('comments in code', () => {
  const cited = sources.flatMap((file) =>
    [...textOf(file).matchAll(/\b(docs\/[\w/-]+\.md)(?:#([\w-]+))?/g)].map(([whole, path = '', anchor]) => ({
      file,
      whole,
      path,
      anchor,
    })),
  );

  test('cite pages and headings that are there', () => {
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter((one) => !resolves(one)).map(({ file, whole }) => `${file}: ${whole}`)).toEqual([]);
  });

  test('cite nothing outside the repository', () => {
    expect(sources.filter((file) => /\bdesign §|\bdesign\.md\b/i.test(textOf(file)))).toEqual([]);
  });
});

describe('the glossary', () => {
  const sections = textOf('docs/glossary.md').split(/^### /m).slice(1);
  const terms = sections.map((section) => section.split('\n', 1)[0] ?? '');

  test('is in order, each term once', () => {
    expect(terms).toEqual([...new Set(terms)].sort());
    expect(terms.length).toBeGreaterThan(40);
  });

  test('leads from each term to where it is used', () => {
    const lost = sections.filter((section) => !/\]\((?!#)[^)]+\)/.test(section));
    expect(lost.map((section) => section.split('\n', 1)[0])).toEqual([]);
  });
});

test('the table of exit codes is the same wherever it stands', () => {
  const tables = ['README.md', 'docs/verdicts.md'].map((page) => /\| exit \|.*?\n\n/s.exec(textOf(page))?.[0]);
  expect(tables[0]).toBeDefined();
  expect(tables[1]).toBe(tables[0]);
});

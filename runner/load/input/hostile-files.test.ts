import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../core/source-location.ts';
import { costOf } from '../../../tests/support/cost-of.ts';
import { plainValue } from '../language/read-template.ts';
import { parseInput } from './input-file.ts';
import { readBytes } from './read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The value of a file, or its faults as "line:column message". */
async function read(content: string | Uint8Array): Promise<unknown> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const diagnostics: Diagnostic[] = [];
  const parsed = await parseInput({ name: 'f.yaml', path: 'f.yaml', content: { bytes } }, diagnostics);
  if (diagnostics.length > 0)
    return diagnostics.map(({ location, message }) => `${location.line}:${location.column} ${message}`);
  return parsed && plainValue(parsed.root);
}

describe('a file that is read all the same', () => {
  it.each([
    ['a byte order mark', '\uFEFFa: 1\nb: 2', { a: 1, b: 2 }],
    ['CRLF', 'a: |\r\n  x\r\n  y\r\nb: "p\r\n  q"\r\n', { a: 'x\ny\n', b: 'p q' }],
    ['CR alone', 'a: 1\rb: 2\r', { a: 1, b: 2 }],
    ['JSON', '{"a": [1, "2"], "b": {"c": null}}', { a: [1, '2'], b: { c: null } }],
    [
      'names of object members',
      '__proto__: 1\nconstructor: 2\ntoString: 3',
      Object.fromEntries([
        ['__proto__', 1],
        ['constructor', 2],
        ['toString', 3],
      ]),
    ],
    [
      'numbers beyond a double',
      '[9007199254740993, 1.0, 1e400]',
      [
        expect.objectContaining({ text: '9007199254740993' }),
        expect.objectContaining({ text: '1.0' }),
        expect.objectContaining({ text: '1e400' }),
      ],
    ],
    ['words of YAML 1.1', '[yes, no, on, 1:30, 2026-11-24, 0o17x]', ['yes', 'no', 'on', '1:30', '2026-11-24', '0o17x']],
    ['keys that look like numbers', '{ 204: 1, 4.0: 2 }', { 204: 1, '4.0': 2 }],
  ])('%s', async (_, text, value) => {
    expect(await read(text)).toEqual(value);
  });
});

describe('a file that is refused with its place', () => {
  it.each([
    ['empty', '', '1:1 the file is empty'],
    ['only comments', '# a\n# b\n', '1:1 the file is empty'],
    ['several documents', 'a: 1\n---\nb: 2\n', '2:1 the file holds several YAML documents'],
    ['a directive', '%YAML 1.1\n---\na: yes\n', '1:1 directives are not allowed'],
    [
      'Latin-1',
      new Uint8Array([0x61, 0x3a, 0x20, 0x62, 0x0a, 0x63, 0x3a, 0x20, 0xe4, 0x62, 0x0a]),
      '2:4 byte 0xE4 is not UTF-8',
    ],
    ['a cut UTF-8 sequence', new Uint8Array([0x61, 0x3a, 0x20, 0xe2, 0x82]), '1:4 byte 0xE2 is not UTF-8'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), '1:1 the file is UTF-16; input files are UTF-8'],
    [
      'binary',
      new Uint8Array([0x89, 0x50, 0x0d, 0x0a, 0x1a, 0x00]),
      '2:2 the file holds a NUL byte: it is binary, not text',
    ],
    ['deep flow nesting', '['.repeat(50_000), '1:1 the file nests deeper than 100 levels'],
    ['deep block nesting', `${'- '.repeat(5000)}a`, '1:1 the file nests deeper than 100 levels'],
    ['an alias bomb', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n`, '1:4 anchors are not allowed'],
    ['an unclosed quote', 'a: "b\nc: d\n', '3:1 missing closing "quote'],
    ['an unclosed map', 'a: { b: 1\nc: 2\n', expect.stringContaining('2:1')],
    ['a list as key', '? [a]\n: 1\n', '1:3 a key must be a text'],
    ['infinity', 'a: .inf', '1:4 .inf is a number to YAML, but not to JSON'],
    ['an item without value', 'a:\n  - \n  - b\n', '2:4 a value is missing here'],
    ['a control character', 'a: \u0007b: c: \n', expect.stringContaining('1:')],
  ])('%s', async (_, content, fault) => {
    expect(await read(content)).toEqual(expect.arrayContaining([fault]));
  });

  it('all faults of one file at once', async () => {
    expect(await read('a: *x\na: 012\nb:\n')).toEqual([
      '1:4 aliases are not allowed',
      '2:1 key "a" is doubled; the first is on line 1',
      '2:4 012 is a number to YAML, but not to JSON',
      '3:1 key "b" has no value',
    ]);
  });
});

describe('what is no file to read', () => {
  const message = (path: string): unknown => {
    const content = readBytes(path, 'x.yaml');
    return 'fault' in content ? content.fault.message : content;
  };

  it('is told from a file', () => {
    mkdirSync(join(folder, 'folder.yaml'));
    expect(message(join(folder, 'folder.yaml'))).toBe('this is a folder, not a file');
    expect(message(join(folder, 'missing.yaml'))).toBe('there is no such file');
    expect(message(join(folder, 'folder.yaml', '\0'))).toMatch(/^the file cannot be read/);
  });

  it('a file of 50 MB is refused unread', async () => {
    const path = join(folder, 'huge.yaml');
    writeFileSync(path, 'a'.repeat(50 * 1024 * 1024));
    const refuse = () => expect(message(path)).toBe('the file has 50.0 MiB; at most 2 MiB are read');
    expect(await costOf(refuse)).toBeLessThan(200);
  });
});

it('a file as large as allowed, in its worst form, is read in seconds', async () => {
  const line = '- { a: $(b), c: [1, 2.50, {d: e}] }\n';
  expect(await costOf(async () => expect(await read(line.repeat(10_000))).toHaveLength(10_000))).toBeLessThan(15_000);
});

import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteShell, quoteShellKeepingSecrets } from './quote-shell.ts';

const hasBash = spawnSync('bash', ['-c', ':']).status === 0;

/** What bash makes of the words of one command line. */
function words(line: string, env: Record<string, string> = {}): string[] {
  const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${line}`], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return stdout.split('\0').slice(0, -1);
}

/** Well-formed text without NUL: all that an argument can hold. */
const argument = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        "'",
        '"',
        '\\',
        '$',
        '`',
        '!',
        '\n',
        '\t',
        '\u001b',
        '\u0085',
        '\u202e',
        ' ',
        '7',
        'a',
        '#',
        '~',
      ),
    }),
  )
  .map((text) => text.replaceAll('\0', ''));

describe.skipIf(!hasBash)('a quoted text', () => {
  test('is read back by a shell as the same text', () => {
    fc.assert(
      fc.property(fc.array(argument, { minLength: 20, maxLength: 60 }), (texts) => {
        expect(words(texts.map(quoteShell).join(' '))).toEqual(texts);
      }),
      { numRuns: 20 },
    );
  });

  test('keeps secrets as variables and nothing else', () => {
    const env = { TOKEN: 'se cret', TOKEN_OTHER: '2', HOME: '/nowhere' };
    expect(words(quoteShellKeepingSecrets('Authorization: Bearer <secret>'), env)).toEqual([
      'Authorization: Bearer se cret',
    ]);
    expect(words(quoteShellKeepingSecrets('<identity other>-$HOME $(id) $TOKEN <identity $(id)>'), env)).toEqual([
      '2-$HOME $(id) $TOKEN <identity $(id)>',
    ]);
    expect(words(quoteShellKeepingSecrets(''), env)).toEqual(['']);
  });
});

test('a quoted text is one line without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(quoteShell(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }),
  );
});

import { expect, it } from 'vitest';
import type { Diagnostic } from '../../core/source-location.ts';
import { renderDiagnostics } from './render-diagnostics.ts';

const fault = (line: number, column: number, length?: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'error',
  message: 'wrong',
  location: { file: 'a.yaml', line, column },
  ...(length === undefined ? {} : { length }),
  ...more,
});

const render = (text: string, ...diagnostics: readonly Diagnostic[]): string =>
  renderDiagnostics(diagnostics, () => text);

it('shows two lines before and after, the caret under the fault, and the hint', () => {
  const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
  expect(render(text, fault(10, 6, 2, { hint: 'mend it' }))).toBe(
    [
      'a.yaml:10:6: error: wrong',
      '   8 | line 8',
      '   9 | line 9',
      '> 10 | line 10',
      '     |      ^^',
      '  11 | line 11',
      '  12 | line 12',
      '  hint: mend it',
      '',
    ].join('\n'),
  );
});

it('keeps the caret in place behind tabs, wide and combining characters', () => {
  const caretColumn = (text: string, column: number): number =>
    (render(text, fault(1, column)).split('\n')[2] ?? '').indexOf('^') - 6;
  expect(caretColumn('\t\tx', 3)).toBe(4);
  expect(caretColumn('日本x', 3)).toBe(4);
  expect(caretColumn('e\u0301x', 3)).toBe(1);
  expect(caretColumn('😀x', 3)).toBe(2);
});

it('makes control characters and direction marks visible', () => {
  const text = 'a\u001b[31mred\u0007 \u202eright\u009b';
  expect(render(text, fault(1, 1, 1, { message: 'bad \u001b[2J', hint: '\u2066x' }))).toBe(
    [
      'a.yaml:1:1: error: bad \u241b[2J',
      '> 1 | a\u241b[31mred\u2407 <U+202E>right<U+009B>',
      '    | ^',
      '  hint: <U+2066>x',
      '',
    ].join('\n'),
  );
});

it('cuts a long line around the fault', () => {
  const text = `${'a'.repeat(5000)}X${'b'.repeat(5000)}`;
  const [, line = '', caret = ''] = render(text, fault(1, 5001)).split('\n');
  expect(line.length).toBeLessThan(180);
  expect(line[caret.indexOf('^')]).toBe('X');
  expect(line).toMatch(/^> 1 \| …a+Xb+…$/);
});

it('reads CRLF and a byte order mark as the loader does', () => {
  expect(render('\uFEFFab\r\ncd\r\n', fault(1, 1, 2), fault(2, 2))).toBe(
    [
      'a.yaml:1:1: error: wrong',
      '> 1 | ab',
      '    | ^^',
      '  2 | cd',
      '',
      'a.yaml:2:2: error: wrong',
      '  1 | ab',
      '> 2 | cd',
      '    |  ^',
      '',
    ].join('\n'),
  );
});

it('does without a frame when the file is gone or shorter', () => {
  expect(renderDiagnostics([fault(3, 1)], () => undefined)).toBe('a.yaml:3:1: error: wrong\n');
  expect(render('one line', fault(3, 1))).toBe('a.yaml:3:1: error: wrong\n');
});

it('points behind the end of a line', () => {
  expect(render('ab', fault(1, 3))).toBe('a.yaml:1:3: error: wrong\n> 1 | ab\n    |   ^\n');
});

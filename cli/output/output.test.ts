import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../reporters/policy.ts';
import { detectStyle, isLive } from './detect-style.ts';
import { createOutput, type Output } from './output.ts';

function output(isTTY: boolean, columns?: number): Output {
  return { write: () => undefined, isTTY, columns };
}

const rest = { verbose: false, policy: defaultPolicy };

describe('detectStyle', () => {
  test.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR in a pipe', false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR and NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('colour with %s', (_, isTTY, env, color) => {
    expect(detectStyle(output(isTTY, 80), env, rest).color).toBe(color);
  });

  test.each([
    [true, 20, 40],
    [true, 40, 40],
    [true, 133, 133],
    [true, 500, 200],
    [true, undefined, 80],
    [false, undefined, Number.POSITIVE_INFINITY],
  ])('width of a terminal (%s) with %s columns is %s', (isTTY, columns, width) => {
    expect(detectStyle(output(isTTY, columns), {}, rest).width).toBe(width);
  });
});

test('progress is live only on a terminal outside of CI', () => {
  expect(isLive(output(true, 80), {})).toBe(true);
  expect(isLive(output(true, 80), { CI: 'true' })).toBe(false);
  expect(isLive(output(false), {})).toBe(false);
});

describe('createOutput', () => {
  function stream(): { readonly written: string[]; readonly stream: NodeJS.WriteStream } {
    const written: string[] = [];
    const fake = Object.assign(new EventEmitter(), { write: (text: string) => written.push(text), isTTY: false });
    return { written, stream: fake as unknown as NodeJS.WriteStream };
  }

  test('a closed pipe ends the output quietly', () => {
    const { written, stream: fake } = stream();
    const out = createOutput(fake);
    out.write('a');
    fake.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }));
    out.write('b');
    expect(written).toEqual(['a']);
  });

  test('any other fault is told once', () => {
    const { written, stream: fake } = stream();
    const told: string[] = [];
    const out = createOutput(fake, ({ message }) => told.push(message));
    for (let times = 0; times < 2; times++) fake.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }));
    out.write('b');
    expect([told, written]).toEqual([['full'], []]);
  });
});

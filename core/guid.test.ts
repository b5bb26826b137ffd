import { describe, expect, it, test } from 'vitest';
import { anyGuid, isGuid } from './guid.ts';

const guid = '86ea8715-05f5-4a4e-8bf7-91840e06dee5';

describe('isGuid', () => {
  it('takes the hyphenated form in any letter case', () => {
    expect(isGuid(guid)).toBe(true);
    expect(isGuid(guid.toUpperCase())).toBe(true);
  });

  it.each([
    '',
    guid.replaceAll('-', ''),
    `{${guid}}`,
    ` ${guid}`,
    `${guid}\n`,
    guid.slice(1),
    guid.replace('8', 'g'),
    1,
    null,
  ])('refuses %j', (value) => {
    expect(isGuid(value)).toBe(false);
  });
});

test('anyGuid finds them all, as they are written', () => {
  expect(`${guid} and {${guid.toUpperCase()}}, nothing else`.match(anyGuid)).toEqual([guid, guid.toUpperCase()]);
  expect('none'.match(anyGuid)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { guidMillis, isVersion7, parseGuid } from './guid.ts';

const guid = '86ea8715-05f5-4a4e-8bf7-91840e06dee5';

describe('parseGuid', () => {
  it('reads the spellings a .NET server reads, in any letter case', () => {
    for (const text of [guid, guid.toUpperCase(), guid.replaceAll('-', ''), `{${guid}}`, `(${guid})`, ` ${guid} `])
      expect(parseGuid(text)).toBe(guid);
  });

  it('reads nothing else', () => {
    for (const text of [
      '',
      '*',
      `"${guid}"`,
      `W/"${guid}"`,
      `'${guid}'`,
      guid.slice(1),
      `${guid},${guid}`,
      `{${guid}`,
      `(${guid}}`,
      `{${guid.replaceAll('-', '')}}`,
    ])
      expect(parseGuid(text)).toBeUndefined();
  });
});

describe('a UUID of version 7', () => {
  it('shows its time', () => {
    expect(guidMillis('0194fe82-9280-77a5-a7cd-5ff0e6a6fa07')).toBe(0x0194fe829280);
    expect(isVersion7('0194fe82-9280-77a5-a7cd-5ff0e6a6fa07')).toBe(true);
    expect(isVersion7(guid)).toBe(false);
  });
});

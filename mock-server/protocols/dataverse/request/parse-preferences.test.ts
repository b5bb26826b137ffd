import { describe, expect, it } from 'vitest';
import { parsePreferences } from './parse-preferences.ts';

describe('parsePreferences', () => {
  it('finds return=representation beside others, in one line or several', () => {
    const annotations = 'odata.include-annotations="*,-x.y"';
    expect(parsePreferences([['Prefer', `return=representation,${annotations}`]])).toEqual({
      representation: true,
      minimal: false,
      annotations: true,
    });
    expect(
      parsePreferences([
        ['prefer', annotations],
        ['PREFER', 'Return = representation'],
      ]),
    ).toMatchObject({ representation: true, annotations: true });
  });

  it('takes the first of two and ignores what it does not know', () => {
    expect(parsePreferences([['Prefer', 'return=minimal, return=representation']]).representation).toBe(false);
    expect(parsePreferences([['Prefer', 'foo=bar']])).toMatchObject({
      representation: false,
      minimal: false,
      annotations: false,
    });
    expect(parsePreferences([['Prefer', 'x="return=representation"']]).representation).toBe(false);
  });
});

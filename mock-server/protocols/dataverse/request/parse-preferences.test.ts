import { describe, expect, it } from 'vitest';
import { parsePreferences, preferencesApplied } from './parse-preferences.ts';

const prefer = (text: string): ReturnType<typeof parsePreferences> => parsePreferences([['Prefer', text]]);

describe('parsePreferences', () => {
  it('finds return=representation beside others, in one line or several', () => {
    const annotations = 'odata.include-annotations="*,-x.y"';
    expect(prefer(`return=representation,${annotations}`)).toEqual({
      representation: true,
      minimal: false,
      annotations: '*,-x.y',
      pageSize: undefined,
      continuesOnError: false,
      unmodelled: [],
    });
    expect(
      parsePreferences([
        ['prefer', annotations],
        ['PREFER', 'Return = representation'],
      ]),
    ).toMatchObject({ representation: true, annotations: '*,-x.y' });
  });

  it('takes the first of two and ignores what it does not know', () => {
    expect(prefer('return=minimal, return=representation').representation).toBe(false);
    expect(prefer('foo=bar')).toMatchObject({ representation: false, minimal: false, annotations: undefined });
    expect(prefer('x="return=representation"').representation).toBe(false);
  });

  it('takes page sizes from 1 to 5000, under both names', () => {
    const sizeOf = (text: string): number | undefined => prefer(text).pageSize;
    expect(['odata.maxpagesize=2', 'maxpagesize=5000'].map(sizeOf)).toEqual([2, 5000]);
    expect(['odata.maxpagesize=0', 'odata.maxpagesize=5001', 'odata.maxpagesize=x'].map(sizeOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('goes on after errors when that is preferred, with or without a value', () => {
    const goesOn = (text: string): boolean => prefer(text).continuesOnError;
    expect(
      ['odata.continue-on-error', 'continue-on-error=true', 'return=minimal, odata.continue-on-error'].map(goesOn),
    ).toEqual([true, true, true]);
    expect(goesOn('odata.continue-on-error=false')).toBe(false);
  });

  it('tells what is documented and not done', () => {
    expect(prefer('odata.track-changes, respond-async, return=representation').unmodelled).toEqual([
      'odata.track-changes',
      'respond-async',
    ]);
  });
});

describe('preferencesApplied', () => {
  it('names what was done, and is no header where nothing was', () => {
    expect(preferencesApplied('a=1', undefined, 'b')).toEqual([['Preference-Applied', 'a=1,b']]);
    expect(preferencesApplied(undefined)).toEqual([]);
  });
});

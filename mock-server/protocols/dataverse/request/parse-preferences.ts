import { type HeaderField, headerValue } from '../../../../core/http.ts';

/** What the Prefer header asks for, as far as this server knows it (RFC 7240; names without case). */
export interface Preferences {
  /** return=representation */
  readonly representation: boolean;
  /** return=minimal, which is what Dataverse does anyway. */
  readonly minimal: boolean;
  /** odata.include-annotations was given. */
  readonly annotations: boolean;
}

/** Reads the preferences of a request; unknown ones are ignored. */
export function parsePreferences(headers: readonly HeaderField[]): Preferences {
  const list = (headerValue(headers, 'prefer') ?? '').match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  const preferences = new Map<string, string>();
  for (const preference of list) {
    const [, name = '', value = ''] = /^\s*([^=;\s]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;\s]*))?/.exec(preference) ?? [];
    // The first of two counts (RFC 7240 §2).
    if (name !== '' && !preferences.has(name.toLowerCase())) preferences.set(name.toLowerCase(), value);
  }
  return {
    representation: preferences.get('return') === 'representation',
    minimal: preferences.get('return') === 'minimal',
    annotations: preferences.has('odata.include-annotations') || preferences.has('include-annotations'),
  };
}

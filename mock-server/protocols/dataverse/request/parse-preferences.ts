import { type HeaderField, headerValue } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';

/** What the Prefer header asks for, as far as this server knows it (RFC 7240; names without case). */
export interface Preferences {
  /** return=representation */
  readonly representation: boolean;
  /** return=minimal, which is what Dataverse does anyway. */
  readonly minimal: boolean;
  /** Names and patterns of odata.include-annotations; undefined: it was not given, or says nothing that can be read. */
  readonly annotations: string | undefined;
  /** odata.maxpagesize from 1 to 5000; what is greater is ignored. */
  readonly pageSize: number | undefined;
  /** odata.continue-on-error, of a batch. */
  readonly continuesOnError: boolean;
  /** Documented preferences that this server does not have. */
  readonly unmodelled: readonly string[];
}

/** Rows of one page; Dataverse sends no more than this. */
export const largestPage = 5000;

const documented = ['odata.track-changes', 'respond-async'];

/** Reads the preferences of a request; unknown ones are ignored. */
export function parsePreferences(headers: readonly HeaderField[]): Preferences {
  const list = (headerValue(headers, 'prefer') ?? '').match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  const preferences = new Map<string, string>();
  for (const preference of list) {
    const [, name = '', value = ''] = /^\s*([^=;\s]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;\s]*))?/.exec(preference) ?? [];
    // The first of two counts (RFC 7240 §2).
    if (name !== '' && !preferences.has(name.toLowerCase())) preferences.set(name.toLowerCase(), unquoted(value));
  }
  // OData 4.01 allows both names (§8.2.8).
  const odata = (name: string): string => preferences.get(`odata.${name}`) ?? preferences.get(name) ?? '';
  const continues = preferences.get('odata.continue-on-error') ?? preferences.get('continue-on-error');
  const annotations = odata('include-annotations');
  const size = Number(odata('maxpagesize'));
  return {
    representation: preferences.get('return') === 'representation',
    minimal: preferences.get('return') === 'minimal',
    annotations: /^[\w.*, -]+$/.test(annotations) ? annotations : undefined,
    pageSize: Number.isInteger(size) && size >= 1 && size <= largestPage ? size : undefined,
    continuesOnError: continues !== undefined && continues !== 'false',
    unmodelled: documented.filter((name) => preferences.has(name)),
  };
}

/** The preferences that this server follows: what it does not have is among those to mark. */
export function readPreferences({ request, world }: Call): Preferences {
  const all = parsePreferences(request.headers);
  if (all.annotations === undefined || world.features.has('annotations')) return all;
  return { ...all, annotations: undefined, unmodelled: [...all.unmodelled, 'odata.include-annotations'] };
}

/** The Preference-Applied of an answer that did what these say; none where it did nothing. */
export function preferencesApplied(...applied: readonly (string | undefined)[]): HeaderField[] {
  const names = applied.filter((name) => name !== undefined);
  return names.length === 0 ? [] : [['Preference-Applied', names.join(',')]];
}

/** The annotations of a request as Preference-Applied names them. */
export function annotationsApplied(call: Call): string | undefined {
  const { annotations } = readPreferences(call);
  if (annotations === undefined) return undefined;
  call.world.cites('DV-ANN-002');
  return `odata.include-annotations="${annotations}"`;
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
}

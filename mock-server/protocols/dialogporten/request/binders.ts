import { type HttpRequest, headerLines } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { Findings } from '../model/findings.ts';
import { find } from '../model/findings.ts';
import { parseGuid } from '../model/guid.ts';
import { type Binder, bindSilent, queryValue } from './bind-silent.ts';

/** What a write says beside its body. */
export interface WriteTerms {
  /** Revision the dialog must have; undefined: any. */
  readonly ifMatch: string | undefined;
  readonly silent: boolean;
}

/** Reads If-Match and isSilentUpdate; what cannot be bound is noted. */
export function bindWrite(
  request: HttpRequest,
  binder: Binder,
  world: World,
  findings: Findings,
  body?: JsonObject,
): WriteTerms {
  const silent = bindSilent(request, binder, world, findings);
  const ifMatch = bindIfMatch(request, binder, world, findings) ?? bindOtherwise(request, binder, body);
  return { ifMatch: silent && !world.keeps('DP-SIL-004') ? undefined : ifMatch, silent };
}

/** Undocumented: the revision may also come in the query, or in the body of an activity. The header wins. */
function bindOtherwise(request: HttpRequest, binder: Binder, body: JsonObject | undefined): string | undefined {
  if (binder === 'mvc' || headerLines(request.headers, 'If-Match').length > 0) return undefined;
  const sent = queryValue(request, 'ifMatchDialogRevision') ?? body?.['ifMatchDialogRevision'];
  return typeof sent === 'string' ? parseGuid(sent) : undefined;
}

function bindIfMatch(request: HttpRequest, binder: Binder, world: World, findings: Findings): string | undefined {
  const lines = headerLines(request.headers, 'If-Match');
  if (lines.length === 0) return undefined;
  const value = lines.join(',');
  if (value === '' && binder === 'mvc') return undefined;
  if (value === '' && world.mutant('empty-condition-dropped')) return undefined;
  if (value.startsWith('"') && world.mutant('quoted-revision-not-compared')) return undefined;
  const guid = parseGuid(unquoted(value, world));
  if (guid !== undefined && !spelledUnlawfully(value, guid, world)) return guid;
  const quoted = /^"[^"]*"$/.test(value) && parseGuid(value.slice(1, -1)) !== undefined;
  // A list counts as malformed, as does everything else that is not one GUID: the condition is never dropped.
  if (quoted ? !world.keeps('DP-CC-005') : !world.keeps('DP-CC-006')) return undefined;
  if (value === '*' && world.mutant('star-means-any')) return undefined;
  if (value.startsWith('W/') && world.mutant('weak-tag-accepted')) return parseGuid(value.slice(2).replaceAll('"', ''));
  if (value.includes(',') && world.mutant('list-accepted')) return parseGuid(value.split(',')[0] ?? '');
  find(
    findings,
    'If-Match',
    binder === 'mvc'
      ? `The value '${value}' is not valid.`
      : `Unable to bind header value [${value}] to a [Nullable\`1] property!`,
  );
  return undefined;
}

/** Defects: only some spellings of a GUID are taken. */
function spelledUnlawfully(value: string, guid: string, world: World): boolean {
  if (value === guid) return world.mutant('bare-revision-refused');
  return !value.startsWith('"') && world.mutant('other-spellings-refused');
}

/** The page shows the revision in quotes; the edition that follows it takes them off. */
function unquoted(value: string, world: World): string {
  const tolerant = world.edition === 'documented' ? !world.mutant('quotes-refused') : world.mutant('quotes-accepted');
  return tolerant ? value.replace(/^"([^"]*)"$/, '$1') : value;
}

import { type HttpRequest, headerLines } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
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
export function bindWrite(call: Call, binder: Binder, findings: Findings, body?: JsonObject): WriteTerms {
  const silent = bindSilent(call, binder, findings);
  return { ifMatch: bindIfMatch(call, binder, findings) ?? bindOtherwise(call.request, binder, body), silent };
}

/** Undocumented: the revision may also come in the query, or in the body of an activity. The header wins. */
function bindOtherwise(request: HttpRequest, binder: Binder, body: JsonObject | undefined): string | undefined {
  if (binder === 'mvc' || headerLines(request.headers, 'If-Match').length > 0) return undefined;
  const sent = queryValue(request, 'ifMatchDialogRevision') ?? body?.['ifMatchDialogRevision'];
  return typeof sent === 'string' ? parseGuid(sent) : undefined;
}

/** A list counts as malformed, as does everything else that is not one GUID: the condition is never dropped. */
function bindIfMatch({ request, world }: Call, binder: Binder, findings: Findings): string | undefined {
  const lines = headerLines(request.headers, 'If-Match');
  const value = lines.join(',');
  if (lines.length === 0 || (value === '' && binder === 'mvc')) return undefined;
  // The page shows the revision in quotes; the edition that follows it takes them off.
  const bare = value.replace(/^"([^"]*)"$/, '$1');
  const guid = parseGuid(world.edition === 'documented' ? bare : value);
  if (guid !== undefined) return guid;
  const quoted = bare !== value && parseGuid(bare) !== undefined;
  if (world.keeps(quoted ? 'DP-CC-005' : 'DP-CC-006'))
    find(
      findings,
      'If-Match',
      binder === 'mvc'
        ? `The value '${value}' is not valid.`
        : `Unable to bind header value [${value}] to a [Nullable\`1] property!`,
    );
  return undefined;
}

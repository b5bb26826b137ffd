import { decodeUtf8 } from '../../../core/http.ts';
import type { RequestTemplate } from '../../../core/suite.ts';
import type { UndoRequest } from '../../journal/journal.ts';
import { unheardStatuses } from '../../judge/facts/why-unheard.ts';
import { MissingValue, UnsendableRequest } from '../../values/missing-value.ts';
import type { Scope } from '../../values/scope.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import type { Round, Undo } from '../round/round.ts';

/** So much of what was sent is kept in a journal, for whoever has to look for it. */
const longestBody = 500;

/** What will undo a request that is about to be sent. */
export interface PlannedUndo {
  readonly template: RequestTemplate;
  /** Its number in the journal, if one is kept. */
  readonly entry?: number;
  /** Only the answer tells what it will be. */
  readonly open?: boolean;
}

/**
 * May a request have made what it was to make? No answer does not say, nor does one that a gateway gave in the API's place:
 * 429 alone says that the request was not carried out (RFC 6585 §4).
 */
export function mayHaveMade(status: number | undefined): boolean {
  return status === undefined || (status >= 200 && status < 300) || (status !== 429 && unheardStatuses.has(status));
}

/** Plans it, and writes it down if a journal is kept. */
export function planUndo(
  round: Round,
  step: string,
  template: RequestTemplate,
  built: BuiltRequest,
  scope: Scope,
): PlannedUndo {
  const { journal } = round.plan;
  if (journal === undefined || round.context.disposable) return { template };
  const undo = undoRequest(round, template, scope);
  const entry = journal.begin({
    step: `${round.planned.id}, step ${step}`,
    sent: `${built.request.method} ${built.url}`,
    body: decodeUtf8(built.request.body).slice(0, longestBody),
    ...(undo === undefined ? {} : { undo }),
  });
  return { template, entry, open: undo === undefined };
}

/**
 * Keeps it for the clean-up, now that the request was sent.
 * @param scope in which the answer can be named. @param made did the request succeed, as far as is known?
 */
export function keepUndo(
  round: Round,
  step: string,
  { template, entry, open }: PlannedUndo,
  scope: Scope,
  made: Undo['made'],
): void {
  round.undos.push({ step, template, scope, made, ...(entry === undefined ? {} : { entry }) });
  const undo = open ? undoRequest(round, template, scope) : undefined;
  if (entry !== undefined && undo !== undefined) round.plan.journal?.undoneBy(entry, undo);
}

/** The request without credentials and without what the user sends with each request; undefined: it cannot be made yet. */
function undoRequest(round: Round, template: RequestTemplate, scope: Scope): UndoRequest | undefined {
  try {
    const { request, url, identity } = buildRequest(template, scope, { ...round.ground, headers: [], identities: {} });
    const { method, headers, body } = request;
    return { method, url, headers, body: decodeUtf8(body), ...(identity === undefined ? {} : { identity }) };
  } catch (error) {
    if (error instanceof MissingValue || error instanceof UnsendableRequest) return undefined;
    throw error;
  }
}

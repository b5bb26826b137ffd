import type { HeaderField } from '../../core/http.ts';
import { utf8 } from '../../core/http.ts';
import { sendPatiently } from '../../runner/execute/round/send-patiently.ts';
import type { UndoRequest } from '../../runner/journal/journal.ts';
import type { LeftEntry } from '../../runner/journal/read-journal.ts';
import type { CleanupAccess } from './plan-access.ts';

/** What became of one entry: it was removed, is not there any more, is left (or may be), or its target did not answer. */
export interface Undone {
  readonly kind: 'removed' | 'gone' | 'left' | 'unanswered';
  /** For people, with secrets perhaps. */
  readonly text: string;
}

/** Sends the request that undoes an entry, with the credentials that were given for its identity. */
export async function undoEntry(entry: LeftEntry, access: CleanupAccess): Promise<Undone> {
  const { undo, target, step, sent, body } = entry;
  const origin = new URL(target.url).origin;
  if (undo === undefined) {
    const sentBody = body === '' ? '' : ` with ${body}`;
    return {
      kind: 'left',
      text: `? ${sent}${sentBody}: no answer was seen, so what it made, if anything, is not known (${step})`,
    };
  }
  const call = `${undo.method} ${undo.url}`;
  const open = (why: string): Undone => ({ kind: 'left', text: `! ${call}: ${why} (${step})` });
  if (entry.redacted) return open('it held a secret, which is not written down');
  // Credentials go nowhere but to the target.
  if (new URL(undo.url).origin !== origin) return open('it is not of the target');
  const { identity } = undo;
  const fields = await access.fieldsFor(target, identity);
  if ('why' in fields) return open(fields.why);
  const outcome = await sendPatiently(await access.clientFor(target), requestOf(undo, fields), {
    patience: access.patience,
  });
  if (outcome.kind === 'fault') return { kind: 'unanswered', text: `! ${call}: ${outcome.fault.message} (${step})` };
  const { status } = outcome.response;
  if (status >= 200 && status < 300) return { kind: 'removed', text: `- ${call} answered ${status}` };
  if (status === 404 || status === 410) return { kind: 'gone', text: `  ${call} answered ${status}` };
  return open(`answered ${status}`);
}

function requestOf({ method, url, headers, body }: UndoRequest, fields: readonly HeaderField[]) {
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  return {
    method,
    // As written: a parser would tidy it.
    target: url.replace(/^https?:\/\/[^/]*/i, ''),
    headers: [...fields.filter(([name]) => !own.has(name.toLowerCase())), ...headers],
    body: utf8(body),
  };
}

import { splitTarget } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { jsonRival } from '../../../kernel/json-rival.ts';
import type { Rival } from '../../../kernel/workbench.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { everything } from '../model/principals.ts';

/** Texts that every dialog may have. */
const texts = ['externalReference', 'extendedStatus'];

/** Another progress, or a wanted text, of the dialog that the URL names, or whose parts it names. */
export function rivalWrite(
  { request, store }: Call,
  count: number,
  wanted: ReadonlySet<string> = new Set(),
): Rival | undefined {
  const { path } = splitTarget(request.target);
  const [, base = '', id = ''] = /^(.*\/serviceowner\/dialogs)\/([0-9a-f-]{36})(?:\/|$)/i.exec(path) ?? [];
  const row = store.table<DialogRow>(tables.dialogs).get(id.toLowerCase());
  if (!row || row.deletedAt !== undefined) return undefined;
  const progress = (Number(row.fields['progress'] ?? 0) + 1 + (count % 2)) % 101;
  const text = texts.find((name) => wanted.has(name));
  const [member, value] = text === undefined ? ['progress', progress] : [text, `Somebody else ${count}`];
  return jsonRival('PATCH', `${base}/${id}`, [{ op: 'add', path: `/${member}`, value }], {
    by: everything(row.serviceResource),
    sets: [member, value],
    type: 'application/json-patch+json',
  });
}

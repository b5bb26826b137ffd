import { type Findings, find } from '../model/findings.ts';
import { parseGuid } from '../model/guid.ts';

/** The dialog id of a path, or a finding about it. */
export function bindId(text: string, findings: Findings, name = 'dialogId'): string {
  const id = parseGuid(text);
  if (id === undefined) find(findings, name, `Value [${text}] is not valid for a [Guid] property!`);
  return id ?? '';
}

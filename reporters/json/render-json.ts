import type { Report } from '../../core/report.ts';
import { dangerousCharacters } from '../text/dangerous-characters.ts';
import { inOrder } from './key-order.ts';

/** What a terminal, an editor or a page might act on, and what nobody sees; JSON can write every one of them as an escape. */
const inert = new RegExp(String.raw`${dangerousCharacters}|<|\]\]>`, 'gu');

/** The report as JSON: the data as it is, members always in the same order, nothing in it active or invisible anywhere. */
export function renderJson(report: Report): string {
  // Outside of strings JSON is plain ASCII without "<", so the replacement only ever touches texts.
  const text = JSON.stringify(inOrder(report), null, 2).replace(inert, (found) =>
    found === ']]>' ? ']]\\u003e' : found.split('').map(escapeUnit).join(''),
  );
  return `${text}\n`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

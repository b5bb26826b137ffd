import type { Report } from '../../core/report.ts';
import { inOrder } from './key-order.ts';

/** Characters that a terminal, an editor or a page might act on; JSON can write every one of them as an escape. */
const inert = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff<]|\]\]>/g;

/** The report as JSON: the data as it is, members always in the same order, nothing in it active anywhere. */
export function renderJson(report: Report): string {
  // Outside of strings JSON is plain ASCII without "<", so the replacement only ever touches texts.
  const text = JSON.stringify(inOrder(report), null, 2).replace(inert, (found) =>
    found === ']]>' ? ']]\\u003e' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}

/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string';
import type { Report } from '../../core/report.ts';
import { dangerousCharacters } from '../text/dangerous-characters.ts';
import { escapeCharacter } from '../text/neutralize.ts';
import { viewReport } from '../view/view-report.ts';
import type { HtmlOptions } from './html-options.ts';
import { Page } from './page.tsx';

const dangerous = new RegExp(dangerousCharacters, 'gu');

/**
 * The report as one HTML file that opens from disk and asks for nothing else: verdict, likely causes, what failed with the exchange that shows
 * it, tables, and all rules to search. Texts are escaped where they are put in; what acts on a reader or that nobody sees becomes visible
 * in the whole page, whatever it came from.
 */
export function renderHtml(report: Report, options: HtmlOptions): string {
  const html = renderToString(<Page view={viewReport(report, options)} />);
  return `<!doctype html>\n${html.replace(dangerous, escapeCharacter)}\n`;
}
